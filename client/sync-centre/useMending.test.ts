import { mount } from '@vue/test-utils'
import { type App, defineComponent } from 'vue'
import { afterEach, expect, test, vi } from 'vitest'
import { must } from '#shared/base/must.ts'
import { closeAll, commentOf, setUp, subject } from '../replica/testing/a-workplace.ts'
import { provideWorkplace } from '../session/workplace.ts'
import { inApp } from '../shell/testing/in-app.ts'
import { useToasts } from '../ui/toasts.ts'
import { byGesture } from './by-gesture.ts'
import { useMending } from './useMending.ts'

afterEach(closeAll)

/** Somebody with one comment on the way, and what the sync centre offers about it. */
async function withOneComment() {
  const { work } = await setUp()
  await work.entries.make('comment.written', subject, commentOf('hello'))
  const gesture = must(byGesture(work.view.snapshot.value.outbox)[0], 'the comment')
  const held: { mending?: ReturnType<typeof useMending>; toasts?: ReturnType<typeof useToasts> } = {}
  const Screen = defineComponent({
    setup() {
      held.mending = useMending()
      held.toasts = useToasts()
      return () => null
    },
  })
  const around = await inApp()
  const workplace = { install: (app: App) => provideWorkplace(work, app) }
  const undo = vi.spyOn(work.entries, 'undo')
  mount(Screen, { global: { plugins: [...around.plugins, workplace] } })
  return {
    gesture,
    undo,
    mending: must(held.mending, 'the mending'),
    toasts: must(held.toasts, 'the toasts'),
  }
}

test('what could not be taken back is not said to be taken back', async () => {
  const { gesture, undo, mending, toasts } = await withOneComment()
  undo.mockResolvedValue([{ type: 'refused', refusal: { type: 'cannotUndo' } }])
  await mending.takeBack(gesture)
  expect(toasts.queue).toHaveLength(1)
  expect(toasts.queue[0]).toMatchObject({ attention: true })
})

test('what broke off can be tried again', async () => {
  const { gesture, undo, mending, toasts } = await withOneComment()
  undo.mockRejectedValueOnce(new Error('disk')).mockResolvedValueOnce([])
  await expect(mending.takeBack(gesture)).rejects.toThrow('disk')
  await mending.takeBack(gesture)
  expect(toasts.queue).toMatchObject([{ attention: false }])
})
