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

it('given a document read before, when it is read again, then it is the same one until it has changed', async () => {
  const replica = await openReplica('documents-again', getRxStorageMemory())
  const history = documentsOf<HistoryDocument>(() => replica.history)
  const readOne = async () => (await history.byIds(['client:1'])).get('client:1')
  await history.put([{ id: 'client:1', parts: 1, rows: [] }])
  const first = await readOne()
  expect(await readOne()).toBe(first)
  await history.put([{ id: 'client:1', parts: 2, rows: [] }], await history.byIds(['client:1']))
  expect(await readOne()).toEqual({ id: 'client:1', parts: 2, rows: [] })
  await history.put([{ id: 'client:1', parts: 3, rows: [] }], await history.byIds(['client:1']))
  expect((await readOne())?.parts).toBe(3)
  await history.remove(['client:1'])
  expect(await readOne()).toBeUndefined()
  await replica.close()
})
