// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openOutboxDatabase } from '../outbox/database.ts'
import { wipeWork } from '../outbox/ended-work.ts'
import { Outbox } from '../outbox/outbox.ts'
import { Surroundings, until } from '../replica/testing/a-phone.ts'
import { id } from '../replica/testing/a-company.ts'
import { handOverOthers } from './hand-over-left.ts'
import { standingHere } from './standing-here.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** A phone on which Ana has done two things; the server says that she still works here. */
async function afterAna() {
  const calls: string[] = []
  const around = new Surroundings(async (url) => {
    calls.push(url)
    return new Response('{}', { status: 409 })
  })
  const database = await openOutboxDatabase(`${around.ports.prefix}outbox`)
  const outbox = new Outbox(database, 'ana')
  await outbox.append(
    [1, 2].map((n) => ({
      id: id(n),
      kind: 'comment.written',
      v: 1,
      by: 'ana',
      subject: { type: 'client' as const, id: id(9) },
      at: around.nowMs,
      device: 'phone',
      seen: { version: 0, stamp: '' },
      data: {},
    })),
  )
  return { around, database, outbox, calls }
}

const REFUSED = { type: 'refused', refusal: { type: 'notAllowed' } } as const

describe('what others than who works here have kept on this device', () => {
  it('and the server has refused waits for its author, whoever opens the app meanwhile', async () => {
    const { around, database, outbox, calls } = await afterAna()
    await outbox.settle(
      [1, 2].map((n) => ({ entryId: id(n), outcome: REFUSED, version: 0 })),
      around.nowMs,
    )
    expect(await handOverOthers(around.ports, 'ben')).toBe(0)
    expect(await handOverOthers(around.ports, null)).toBe(0)
    expect((await outbox.all()).map(({ outcome }) => outcome)).toEqual([REFUSED, REFUSED])
    expect(calls).toEqual([])
    database.close()
  })

  it('and not sent stays with what was refused, while they work elsewhere', async () => {
    const { around, database, outbox } = await afterAna()
    await outbox.settle([{ entryId: id(1), outcome: REFUSED, version: 0 }], around.nowMs)
    expect(await handOverOthers(around.ports, 'ben')).toBe(0)
    expect((await outbox.all()).map(({ state }) => state)).toEqual(['settled', 'waiting'])
    database.close()
  })
})

describe('what is wiped', () => {
  it('is never what another tab has kept since it was handed over', async () => {
    const { database, outbox } = await afterAna()
    expect(await wipeWork(database, 'ana')).toBe(2)
    expect(await outbox.all()).toHaveLength(2)
    database.close()
  })
})

describe('an app whose databases do not open', () => {
  it('starts all the same, to say so', async () => {
    const reports: unknown[] = []
    const around = new Surroundings(async () => new Response('{}'))
    const ports = { ...around.ports, report: (error: unknown) => void reports.push(error) }
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new IDBOpenDBRequest())
    let standing: unknown
    void standingHere(ports, 'ana').then((found) => (standing = found))
    await until(() => {
      around.pass(1000)
      return standing !== undefined
    }, 'the start')
    expect(standing).toEqual({ type: 'open' })
    expect(reports).toHaveLength(1)
  })
})
