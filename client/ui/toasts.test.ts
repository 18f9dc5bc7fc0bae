import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { useToasts, useUndoToast } from './toasts.ts'

beforeEach(() => setActivePinia(createPinia()))

test('a third toast takes the place of the oldest, so that the last tap can be taken back', () => {
  const toasts = useToasts()
  toasts.show({ text: 'one' })
  toasts.show({ text: 'two' })
  toasts.show({ text: 'three' })
  expect(toasts.visible.map(({ text }) => text)).toEqual(['two', 'three'])
})

test('what needs the reader is not pushed away', () => {
  const toasts = useToasts()
  toasts.show({ text: 'storage is full', attention: true })
  toasts.show({ text: 'two' })
  toasts.show({ text: 'three' })
  expect(toasts.visible.map(({ text }) => text)).toEqual(['storage is full', 'three'])
})

test('undo takes back once and takes the toast away', () => {
  const undo = vi.fn()
  const id = useUndoToast().undoable('Moved to 3 December', undo)
  const toasts = useToasts()
  toasts.undo(id)
  toasts.undo(id)
  expect(undo).toHaveBeenCalledTimes(1)
  expect(toasts.queue).toEqual([])
})

test('the key undoes the newest change that can still be undone', () => {
  const older = vi.fn()
  const newer = vi.fn()
  const { undoable, notice } = useUndoToast()
  undoable('older', older)
  undoable('newer', newer)
  notice('only said')
  expect(useToasts().undoLatest()).toBe(true)
  expect(newer).toHaveBeenCalledOnce()
  expect(older).not.toHaveBeenCalled()
})
