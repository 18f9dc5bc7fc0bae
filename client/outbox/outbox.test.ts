// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '#shared/base/ids.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { aClientFile, aPerson, id } from '../replica/testing/a-company.ts'
import { Surroundings } from '../replica/testing/a-phone.ts'
import { FakeServer } from '../replica/testing/fake-server.ts'
import { type OutboxDatabase, openOutboxDatabase } from './database.ts'
import { deviceIdOf } from './device.ts'
import { exportUnsent } from './export-unsent.ts'
import { NotKept } from './failures.ts'
import { Outbox } from './outbox.ts'
import { Sender } from './sender.ts'

let server: FakeServer
let around: Surroundings
let database: OutboxDatabase
let outbox: Outbox
let sender: Sender
let count = 0
const signal = new AbortController().signal

beforeEach(async () => {
  server = new FakeServer([aPerson('ana', 'collector')], [aClientFile(1, 2)], () => 0)
  around = new Surroundings(server.fetchAs('ana'))
  database = await openOutboxDatabase(`${around.ports.prefix}outbox`)
  outbox = new Outbox(database, 'ana')
  sender = new Sender(outbox, around.ports, 'ana', 'device')
})
afterEach(() => database.close())

function aComment(text: string, by = 'ana'): Entry {
  return {
    id: newId(++count, crypto.getRandomValues(new Uint8Array(16))),
    kind: 'comment.written',
    v: 1,
    by,
    subject: { type: 'client', id: id(1) },
    at: count,
    device: 'device',
    seen: { version: 1, stamp: '' },
    data: { actionId: null, itemIds: [], text, visibility: 'internal' },
  }
}

const states = async () => (await outbox.all()).map(({ state }) => state)

describe('the outbox', () => {
  it('numbers what leaves at once with the same write, in the tab that leads and when nothing waits before it', async () => {
    const newStream = () => id(9)
    await outbox.append([aComment('before anybody leads')], undefined, true)
    expect(await states()).toEqual(['waiting'])
    await outbox.takeLead(newStream)
    await outbox.append([aComment('behind what waits')], undefined, true)
    expect(await states()).toEqual(['waiting', 'waiting'])
    await outbox.nextBatch(50, newStream)
    await outbox.append([aComment('leaves now'), aComment('and this')], undefined, true)
    expect(await states()).toEqual(['sent', 'sent', 'sent', 'sent'])
    const { batch, waiting } = await outbox.nextBatch(50, newStream)
    expect(batch.map(({ n }) => n)).toEqual([1, 2, 3, 4])
    expect(waiting).toBe(0)
    await new Outbox(database, 'ana').takeLead(newStream)
    await outbox.append([aComment('of a tab that lost the lead')], undefined, true)
    expect((await states()).at(-1)).toBe('waiting')
  })

  it('keeps entries in the order of the taps, each user’s apart', async () => {
    await outbox.append([aComment('one')])
    await new Outbox(database, 'ben').append([aComment('his', 'ben')])
    await outbox.append([aComment('two'), aComment('three')])
    expect((await outbox.all()).map(({ entry }) => entry.data)).toMatchObject([
      { text: 'one' },
      { text: 'two' },
      { text: 'three' },
    ])
    expect((await outbox.nextBatch(50, () => id(9))).batch.map(({ n }) => n)).toEqual([1, 2, 3])
  })

  it('gives back what was never numbered, and nothing that was', async () => {
    const [sent, waiting] = [aComment('sent'), aComment('waiting')]
    await outbox.append([sent, waiting])
    await outbox.nextBatch(1, () => id(9))
    expect(await outbox.withdraw([sent.id, waiting.id])).toEqual([waiting.id])
    expect(await states()).toEqual(['sent'])
  })

  it('tells another tab what became of an entry after the last written one was taken back', async () => {
    const other = new Outbox(database, 'ana')
    const [sent, withdrawn] = [aComment('sent'), aComment('withdrawn')]
    await outbox.append([sent])
    await outbox.nextBatch(1, () => id(9))
    await outbox.append([withdrawn])
    expect(await other.all()).toHaveLength(2)
    await outbox.withdraw([withdrawn.id])
    expect(await other.all()).toHaveLength(1)
    await outbox.settle([{ entryId: sent.id, outcome: { type: 'applied' }, version: 2 }], 1)
    expect(await other.all()).toMatchObject([{ state: 'settled' }])
    await outbox.append([withdrawn])
    await outbox.withdraw([withdrawn.id])
    const [next] = [aComment('next')]
    await outbox.append([next])
    expect((await other.all()).map(({ entry }) => entry.id)).toEqual([sent.id, next.id])
  })

  it('decides a race of withdrawing and numbering one way or the other', async () => {
    for (let round = 0; round < 20; round++) {
      const entry = aComment(`race ${round}`)
      await outbox.append([entry])
      const [{ batch }, gone] = await Promise.all(
        round % 2 === 0
          ? [outbox.nextBatch(50, () => id(9)), outbox.withdraw([entry.id])]
          : ([outbox.withdraw([entry.id]), outbox.nextBatch(50, () => id(9))].toReversed() as [
              ReturnType<Outbox['nextBatch']>,
              Promise<string[]>,
            ]),
      )
      const isSent = batch.some((numbered) => numbered.entry.id === entry.id)
      expect(isSent).toBe(!gone.includes(entry.id))
    }
  })

  it('tells a full device apart from other failures', async () => {
    const full = new DOMException('full', 'QuotaExceededError')
    vi.spyOn(database, 'transaction').mockImplementation(() => {
      throw full
    })
    const failure = await outbox.append([aComment('x')]).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(NotKept)
    expect(failure).toMatchObject({ because: 'storageFull' })
    vi.restoreAllMocks()
    expect(await outbox.all()).toEqual([])
  })

  it('puts an answered entry away with the one that is made in its place, or keeps it where that is not kept', async () => {
    const [refused, again] = [aComment('refused'), aComment('again')]
    await outbox.append([refused])
    const refusal = { type: 'notAllowed' as const }
    await outbox.settle([{ entryId: refused.id, outcome: { type: 'refused', refusal }, version: 3 }], 0)
    const putAway = async () => (await outbox.all()).map(({ isDismissed }) => isDismissed)
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await expect(outbox.append([again], refused.id)).rejects.toBeInstanceOf(NotKept)
    expect(await putAway()).toEqual([false])
    await outbox.append([again], refused.id)
    expect(await putAway()).toEqual([true, false])
  })

  it('lets go of answered entries after 14 days, but not of what asks its author', async () => {
    const [fine, refused] = [aComment('fine'), aComment('refused')]
    await outbox.append([fine, refused])
    const refusal = { type: 'notAllowed' as const }
    await outbox.settle(
      [
        { entryId: fine.id, outcome: { type: 'applied' }, version: 2 },
        { entryId: refused.id, outcome: { type: 'refused', refusal }, version: 3 },
      ],
      0,
    )
    // The page that tells of them has not come yet.
    await outbox.sweep(15 * 86_400_000, { history: 0, reached: 0 })
    expect(await outbox.all()).toHaveLength(2)
    await outbox.sweep(15 * 86_400_000, { history: 0, reached: 9 })
    expect((await outbox.all()).map(({ entry }) => entry.id)).toEqual([refused.id])
    await outbox.dismiss(refused.id)
    await outbox.sweep(15 * 86_400_000, { history: 0, reached: 9 })
    expect(await outbox.all()).toEqual([])
  })

  it('asks a server that went back again about what waits, however long, and about what it answered of late', async () => {
    const DAY = 86_400_000
    const [parked, old, late] = [aComment('parked'), aComment('old'), aComment('late')]
    await outbox.append([parked, old, late])
    const waits = { type: 'parked' as const, for: 'newOwner' as const }
    await outbox.settle([{ entryId: parked.id, outcome: waits, version: 2 }], 0)
    await outbox.settle([{ entryId: old.id, outcome: { type: 'applied' }, version: 3 }], 0)
    await outbox.settle([{ entryId: late.id, outcome: { type: 'applied' }, version: 4 }], 20 * DAY)
    await outbox.heal(0, () => id(9), 30 * DAY)
    const asked = (await outbox.all()).filter(({ outcome }) => outcome === null)
    expect(asked.map(({ entry }) => entry.id)).toEqual([parked.id, late.id])
  })

  it('exports what was not sent', async () => {
    await outbox.append([aComment('precious')])
    const file = exportUnsent(await outbox.all(), Date.parse('2026-11-22'))
    expect(file.name).toBe('unsent-work-2026-11-22.json')
    expect(JSON.parse(await file.text())).toMatchObject({
      entries: [{ entry: { data: { text: 'precious' } } }],
    })
  })

  it('signs with one id a device', async () => {
    const first = await deviceIdOf(database, () => 'first')
    expect([first, await deviceIdOf(database, () => 'second')]).toEqual(['first', 'first'])
  })
})

describe('the sender', () => {
  it('sends in order, in batches of at most 50', async () => {
    await outbox.append(Array.from({ length: 120 }, (_, index) => aComment(`${index}`)))
    while ((await sender.sendBatch(signal)) === 'sent');
    expect(server.pushes.map(({ entries }) => entries.length)).toEqual([50, 50, 20])
    expect(server.pushes.map(({ waiting }) => waiting)).toEqual([70, 20, 0])
    expect(server.history.map(({ text }) => text)).toEqual(
      Array.from({ length: 120 }, (_, index) => `${index}`),
    )
  })

  it.each(['cut', 503, 401, 'lost'] as const)(
    'sends the same numbers again after %s, and nothing twice',
    async (fault) => {
      await outbox.append([aComment('one'), aComment('two')])
      server.faults.push({ path: 'push', fault })
      expect(await sender.sendBatch(signal)).toBe(fault === 401 ? 'signIn' : 'failed')
      expect(await states()).toEqual(['sent', 'sent'])
      await outbox.append([aComment('three')])
      expect(await sender.sendBatch(signal)).toBe('sent')
      expect(await states()).toEqual(['settled', 'settled', 'settled'])
      expect(server.history.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
      expect(server.pushes.at(-1)?.entries.map(({ n }) => n)).toEqual([1, 2, 3])
    },
  )

  it('opens a new stream at 1 when the server’s is out of step, and sends again what has no answer', async () => {
    await outbox.append([aComment('answered')])
    await sender.sendBatch(signal)
    await outbox.append([aComment('one'), aComment('two')])
    server.faults.push({ path: 'push', fault: 409 })
    expect(await sender.sendBatch(signal)).toBe('failed')
    expect(await sender.sendBatch(signal)).toBe('sent')
    const [before, after] = server.pushes
    expect(after?.stream).not.toBe(before?.stream)
    expect(after?.entries.map(({ n }) => n)).toEqual([1, 2])
    expect(server.history.map(({ text }) => text)).toEqual(['answered', 'one', 'two'])
  })

  it('is not held up by a refusal', async () => {
    const stranger = { ...aComment('nowhere'), subject: { type: 'client' as const, id: id(404) } }
    await outbox.append([stranger, aComment('fine')])
    await sender.sendBatch(signal)
    expect((await outbox.all()).map(({ outcome }) => outcome?.type)).toEqual(['refused', 'applied'])
  })

  it('sets an entry apart that the server cannot read, and goes on with the others', async () => {
    await outbox.append([aComment('odd'), aComment('fine')])
    server.faults.push({ path: 'push', fault: 400 }, { path: 'push', fault: 400 })
    for (let turn = 0; turn < 4; turn++) await sender.sendBatch(signal)
    expect((await outbox.all()).map(({ outcome }) => outcome?.type)).toEqual(['refused', 'applied'])
  })
})
