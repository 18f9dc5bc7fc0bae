import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import { rowOf, rowsOf } from '../db/rows.ts'
import { TODAY, type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { Journal } from './journal.ts'
import { StreamGap } from './request.ts'

const HOUR = 3_600_000

async function atWork() {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const by = company.personOf('collector')
  const words = (text: string, more: Partial<Entry> = {}) =>
    company.entry(
      'comment.written',
      by,
      clientId,
      { actionId: null, itemIds: [], text, visibility: 'internal' },
      more,
    )
  const send = (
    stream: string,
    entries: { n: number; entry: Entry }[],
    { sentAt = company.clock.now, journal = company.journal } = {},
  ) =>
    journal.submit({
      companyId: company.id,
      stream: { id: stream, personId: by, device: 'test' },
      sentAt,
      entries,
    })
  return { company, clientId, itemIds, by, words, send }
}

async function versionOf({ id, database }: TestCompany): Promise<number> {
  const { version } = await rowOf<{ version: number }>(
    database.db,
    sql`select version from companies where id = ${id}`,
  )
  return version
}

async function textsOf({ id, database }: TestCompany): Promise<(string | null)[]> {
  const rows = await rowsOf<{ text: string | null }>(
    database.db,
    sql`select text from history where company_id = ${id} and kind = 'comment.written' order by number`,
  )
  return rows.map(({ text }) => text)
}

describe('what arrives together', () => {
  it('is folded: many requests, few versions, each with its own answer', async () => {
    const { company, words, send } = await atWork()
    const before = await versionOf(company)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => send(randomUUID(), [{ n: 1, entry: words(`${index}`) }])),
    )
    expect(answers.flat().map(({ outcome }) => outcome.type)).toEqual(Array(20).fill('applied'))
    expect((await versionOf(company)) - before).toBeLessThanOrEqual(2)
    expect(await textsOf(company)).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`))
  })

  it('and cannot be written is refused alone, kept, and answered the same when it comes again', async () => {
    const { company, words, send } = await atWork()
    const stream = randomUUID()
    // A database stores no NUL in text.
    const broken = words('half a\u0000 word')
    const batch = [words('before'), broken, words('after')].map((entry, index) => ({ n: index + 1, entry }))
    const other = send(randomUUID(), [{ n: 1, entry: words('beside') }])
    const answers = await send(stream, batch)
    expect(answers.map(({ outcome }) => outcome)).toMatchObject([
      { type: 'applied' },
      { type: 'refused', refusal: { type: 'defect' } },
      { type: 'applied' },
    ])
    await other
    expect(await send(stream, batch)).toEqual(answers)
    expect((await textsOf(company)).sort()).toEqual(['after', 'before', 'beside'])
    const kept = await rowOf<{ data: string }>(
      company.database.db,
      sql`select data from entries where company_id = ${company.id} and id = ${broken.id}`,
    )
    expect(JSON.stringify(kept.data)).toContain('half a')
  })
})

describe('a stream', () => {
  it('with a gap, or of somebody else, is out of step and nothing of it is taken', async () => {
    const { company, words, send } = await atWork()
    const stream = randomUUID()
    await send(stream, [{ n: 1, entry: words('one') }])
    const before = await versionOf(company)
    await expect(send(stream, [{ n: 3, entry: words('three') }])).rejects.toBeInstanceOf(StreamGap)
    await expect(send(stream, [{ n: 1, entry: words('a copy') }])).rejects.toBeInstanceOf(StreamGap)
    const foreign = company.journal.submit({
      companyId: company.id,
      stream: { id: stream, personId: company.personOf('sales'), device: 'test' },
      sentAt: company.clock.now,
      entries: [{ n: 2, entry: words('stolen') }],
    })
    await expect(foreign).rejects.toBeInstanceOf(StreamGap)
    expect(await versionOf(company)).toBe(before)
  })

  it('begun anew goes on after a request in which all is known', async () => {
    const { words, send } = await atWork()
    const one = words('one')
    await send(randomUUID(), [{ n: 1, entry: one }])
    const anew = randomUUID()
    await send(anew, [{ n: 1, entry: one }])
    const [settled] = await send(anew, [{ n: 2, entry: words('two') }])
    expect(settled?.outcome).toEqual({ type: 'applied' })
  })

  it('answers entries it knows whatever their number, and goes on where it stands', async () => {
    const { words, send } = await atWork()
    const stream = randomUUID()
    const [one, two, three] = [words('one'), words('two'), words('three')]
    const first = await send(stream, [
      { n: 1, entry: one },
      { n: 2, entry: two },
    ])
    const again = await send(stream, [
      { n: 2, entry: two },
      { n: 1, entry: one },
      { n: 3, entry: three },
    ])
    expect(again.slice(0, 2)).toEqual([first[1], first[0]])
    expect(again[2]?.outcome).toEqual({ type: 'applied' })
  })

  it('that begins anew may bring what an earlier one had brought, before what is new', async () => {
    const { company, words, send } = await atWork()
    const known = words('known')
    await send(randomUUID(), [{ n: 1, entry: known }])
    const anew = randomUUID()
    const answers = await send(anew, [
      { n: 1, entry: known },
      { n: 2, entry: words('new') },
    ])
    expect(answers.map(({ outcome }) => outcome.type)).toEqual(['applied', 'applied'])
    await send(anew, [{ n: 3, entry: words('newer') }])
    expect(await textsOf(company)).toEqual(['known', 'new', 'newer'])
  })

  it('gives nobody the answer to somebody else’s entry', async () => {
    const { company, words, send } = await atWork()
    const theirs = words('theirs')
    await send(randomUUID(), [{ n: 1, entry: theirs }])
    const sales = company.personOf('sales')
    expect(await company.push(sales, { ...theirs, by: sales })).toEqual([
      { type: 'refused', refusal: { type: 'notAllowed' } },
    ])
  })
})

describe('the moment of an entry', () => {
  it.each([26 * HOUR, -26 * HOUR])(
    'is right although the device’s clock is wrong by %d ms',
    async (wrong) => {
      const { company, words, send } = await atWork()
      company.clock.now += 30 * HOUR
      const really = company.clock.now - 2 * HOUR
      const entry = words('two hours ago', { at: really + wrong })
      await send(randomUUID(), [{ n: 1, entry }], { sentAt: company.clock.now + wrong })
      const { at } = await rowOf<{ at: number }>(
        company.database.db,
        sql`select occurred_at as at from entries where company_id = ${company.id} and id = ${entry.id}`,
      )
      expect(Math.abs(at - really)).toBeLessThan(1000)
    },
  )

  it('never lies before what its author had seen or after its arrival, and always after the entry before it', async () => {
    const { company, words, send } = await atWork()
    company.clock.now += 30 * HOUR
    const version = await versionOf(company)
    const { at: seenAt, stamp: ownStamp } = await rowOf<{ at: number; stamp: string }>(
      company.database.db,
      sql`select at, stamp from versions where company_id = ${company.id} and version = ${version}`,
    )
    const seen = { version, stamp: ownStamp }
    const stream = randomUUID()
    const entries = [
      words('long before', { at: seenAt - HOUR, seen }),
      words('tomorrow', { at: company.clock.now + 26 * HOUR }),
      words('and back', { at: company.clock.now - HOUR }),
    ]
    await send(
      stream,
      entries.map((entry, index) => ({ n: index + 1, entry })),
    )
    const rows = await rowsOf<{ at: number; received: number }>(
      company.database.db,
      sql`select occurred_at as at, received_at as received from entries
          where company_id = ${company.id} and stream = ${stream} order by n`,
    )
    expect(rows.map(({ at, received }) => [at === seenAt, at - received])).toEqual([
      [true, seenAt - company.clock.now],
      [false, 0],
      [false, 1],
    ])
  })
})

describe('two instances on one database', () => {
  it('see each other’s work: later wins, sits once, one chain', async () => {
    const { company, clientId, itemIds, by, send } = await atWork()
    const other = new Journal(company.database, company.ports)
    const actionIds = [randomUUID(), randomUUID()]
    const opened = actionIds.map((actionId) =>
      company.entry('action.opened', by, clientId, {
        actionId,
        type: 'followUp',
        kind: 'dispute',
        name: 'Pallet 7',
        dueOn: TODAY,
        ownerId: by,
        resolverId: null,
        reasonId: null,
        on: TODAY,
        itemIds: itemIds.slice(0, 1),
        move: false,
        comment: null,
      }),
    )
    const [first] = await send(randomUUID(), [{ n: 1, entry: opened[0] as Entry }])
    const [second] = await send(randomUUID(), [{ n: 1, entry: opened[1] as Entry }], { journal: other })
    expect([first?.outcome.type, second?.outcome]).toEqual([
      'applied',
      { type: 'noop', reason: 'joined', joined: actionIds[0] },
    ])

    const changes = Array.from({ length: 12 }, (_, index) =>
      company.entry('action.changed', by, clientId, {
        actionId: actionIds[0] ?? '',
        fields: { name: `Pallet ${index}` },
        comment: null,
      }),
    )
    await Promise.all(
      changes.map((entry, index) =>
        send(randomUUID(), [{ n: 1, entry }], { journal: index % 2 === 0 ? other : company.journal }),
      ),
    )
    const { numbers, rows } = await rowOf<{ numbers: number; rows: number }>(
      company.database.db,
      sql`select max(number) as numbers, count(*)::int8 as rows from history where company_id = ${company.id}`,
    )
    expect(numbers).toBe(rows)
    const { name, stamp } = await rowOf<{ name: string; stamp: { entry: string } }>(
      company.database.db,
      sql`select name, stamps -> 'name' as stamp from actions where company_id = ${company.id} and id = ${actionIds[0]}`,
    )
    expect(name).toBe(`Pallet ${changes.findIndex(({ id }) => id === stamp.entry)}`)
  })
})
