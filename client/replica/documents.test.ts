// @vitest-environment node
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { expect, it } from 'vitest'
import { type HistoryDocument, openReplica } from './collections.ts'
import { documentsOf } from './documents.ts'

it('given a document that was removed and not tidied away yet, when all are read, then it is not among them', async () => {
  const replica = await openReplica('documents-test', getRxStorageMemory())
  const history = documentsOf<HistoryDocument>(() => replica.history)
  await history.put([
    { id: 'client:1', parts: 1, rows: [] },
    { id: 'client:2', parts: 1, rows: [] },
  ])
  await history.remove(['client:1'])
  expect((await history.all()).map(({ id }) => id)).toEqual(['client:2'])
  await replica.close()
})
