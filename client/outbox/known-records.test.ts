// @vitest-environment node
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import { id } from '../replica/testing/a-company.ts'
import { Surroundings } from '../replica/testing/a-phone.ts'
import { type OutboxDatabase, openOutboxDatabase } from './database.ts'
import { Outbox } from './outbox.ts'

let name: string
let database: OutboxDatabase
let outbox: Outbox
let count = 0

beforeEach(async () => {
  name = `${new Surroundings(() => Promise.reject(new Error('no network'))).ports.prefix}outbox`
  database = await openOutboxDatabase(name)
  outbox = new Outbox(database, 'ana')
})
afterEach(() => {
  vi.restoreAllMocks()
  database.close()
})

function anEntry(): Entry {
  return {
    id: id(++count),
    kind: 'comment.written',
    v: 1,
    by: 'ana',
    subject: { type: 'client', id: id(1) },
    at: count,
    device: 'device',
    seen: { version: 1, stamp: '' },
    data: { actionId: null, itemIds: [], text: `${count}`, visibility: 'internal' },
  }
}

function answered(entries: readonly Entry[], version = 2) {
  return entries.map(({ id: entryId }) => ({ entryId, outcome: { type: 'applied' as const }, version }))
}

const seen = async (by: Outbox = outbox) => (await by.all()).map(({ entry, state }) => `${entry.at} ${state}`)

describe('what a tab knows of the outbox', () => {
  it('follows what other tabs write, answer and take out, in the order of the taps', async () => {
    const other = new Outbox(database, 'ana')
    const [one, two, three] = [anEntry(), anEntry(), anEntry()]
    await outbox.append([one, two])
    expect(await seen()).toEqual(await seen(other))
    await other.append([three])
    await other.settle(answered([one]), 1)
    expect(await seen()).toEqual([`${one.at} settled`, `${two.at} waiting`, `${three.at} waiting`])
    await other.withdraw([two.id])
    const four = anEntry()
    await other.append([four])
    expect(await seen()).toEqual([`${one.at} settled`, `${three.at} waiting`, `${four.at} waiting`])
    await other.append([{ ...anEntry(), by: 'ben' }])
    expect(await seen()).toEqual(await seen(new Outbox(database, 'ana')))
  })

  it('costs a tap what waits, and not what was answered in two weeks', async () => {
    const old = Array.from({ length: 500 }, anEntry)
    await outbox.append(old)
    await outbox.settle(answered(old), 1)
    await outbox.all()
    let read = 0
    const getAll = IDBIndex.prototype.getAll
    vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(function (this: IDBIndex, ...given) {
      const asked = getAll.apply(this, given)
      asked.addEventListener('success', () => (read += asked.result.length))
      return asked
    })
    const tap = anEntry()
    await outbox.append([tap])
    expect(await outbox.all()).toHaveLength(501)
    const { batch } = await outbox.nextBatch(50, () => id(9))
    expect(batch).toHaveLength(1)
    await outbox.settle(answered([tap]), 1)
    await outbox.all()
    expect(read).toBeLessThanOrEqual(5)
  })

  it('is complete after an update from the version that kept no order of writes', async () => {
    const former = `${name}-former`
    const before = await openDB(former, 1, {
      upgrade(fresh) {
        const entries = fresh.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true })
        entries.createIndex('byUser', 'userId')
        entries.createIndex('byEntry', 'entry.id', { unique: true })
        fresh.createObjectStore('streams', { keyPath: 'userId' })
        fresh.createObjectStore('device', { keyPath: 'key' })
      },
    })
    const [one, two] = [anEntry(), anEntry()]
    for (const entry of [one, two])
      await before.add('entries', {
        userId: 'ana',
        entry,
        state: 'waiting',
        stream: null,
        n: null,
        outcome: null,
      })
    before.close()
    const updated = await openOutboxDatabase(former)
    const after = new Outbox(updated, 'ana')
    await after.nextBatch(1, () => id(9))
    expect(await seen(after)).toEqual([`${one.at} sent`, `${two.at} waiting`])
    updated.close()
  })
})
