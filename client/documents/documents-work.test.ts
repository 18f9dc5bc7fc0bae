import { effectScope } from 'vue'
import { afterEach, expect, it } from 'vitest'
import { CLIENT, closeAll, setUp } from '../replica/testing/a-workplace.ts'
import { documentsOf } from './documents-work.ts'

afterEach(closeAll)

it('copies of a document that is held no more go, though the screen that first asked for documents is gone', async () => {
  const { work } = await setUp()
  const screen = effectScope()
  const documents = screen.run(() => documentsOf(work))
  screen.stop()
  await documents?.seen.keep({
    documentId: 'left',
    clientId: CLIENT,
    hash: 'h',
    form: 'thumbnail',
    bytes: new ArrayBuffer(1),
    mediaType: 'image/jpeg',
    isPinned: true,
  })
  expect(await documents?.seen.sizes()).toHaveLength(1)
  const entries = work.entries
  await entries.make(
    'comment.written',
    { type: 'client', id: CLIENT },
    { actionId: null, itemIds: [], text: 'moves the screen', visibility: 'internal' },
  )
  await expect.poll(() => documents?.seen.sizes()).toEqual([])
})
