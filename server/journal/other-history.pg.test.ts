import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Entry, Seen } from '#shared/journal/entry.ts'
import { rowOf } from '../db/rows.ts'
import { aBackup } from '../testing/a-backup.ts'
import { aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { OtherHistory } from './request.ts'

const HOUR = 3_600_000

async function atWork() {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  const [by, manager] = [company.personOf('collector'), company.personOf('creditManager')]
  const words = (text: string, more: Partial<Entry> = {}) =>
    company.entry(
      'comment.written',
      by,
      clientId,
      { actionId: null, itemIds: [], text, visibility: 'internal' },
      more,
    )
  const send = (entry: Entry, seen?: Seen) =>
    company.journal.submit({
      companyId: company.id,
      stream: { id: randomUUID(), personId: entry.by, device: 'test' },
      sentAt: company.clock.now,
      seen,
      entries: [{ n: 1, entry }],
    })
  const assign = (collectorId: string | null) =>
    company.push(manager, company.entry('client.assigned', manager, clientId, { collectorId, salesId: null }))
  return { company, clientId, by, words, send, assign }
}

describe('a device that stands in another history', () => {
  it('is told so, and nothing of what it sends is taken', async () => {
    const { company, words, send } = await atWork()
    const head = await company.seen()
    for (const seen of [
      { ...head, stamp: 'other' },
      { version: head.version + 100, stamp: head.stamp },
    ])
      await expect(send(words('too early'), seen)).rejects.toBeInstanceOf(OtherHistory)
    expect(await company.seen()).toEqual(head)
    expect(await send(words('now'), head)).toMatchObject([{ outcome: { type: 'applied' } }])
  })

  it('does not hold up others that send at the same moment', async () => {
    const { company, words, send } = await atWork()
    const head = await company.seen()
    const [lost, fine] = await Promise.allSettled([
      send(words('lost'), { ...head, stamp: 'other' }),
      send(words('fine'), head),
    ])
    expect([lost.status, fine.status]).toEqual(['rejected', 'fulfilled'])
  })
})

describe('a version seen in another history', () => {
  it('does not move the moment an entry occurred', async () => {
    const { company, words, send } = await atWork()
    company.clock.now += 30 * HOUR
    const at = company.clock.now - 25 * HOUR
    const { version } = await company.seen()
    const entry = words('yesterday', { at, seen: { version, stamp: 'other' } })
    await send(entry)
    const stored = await rowOf<{ at: number }>(
      company.database.db,
      sql`select occurred_at as at from entries where company_id = ${company.id} and id = ${entry.id}`,
    )
    expect(Math.abs(stored.at - at)).toBeLessThan(1000)
  })

  it('gives no permission: what one held is asked at the moment the entry occurred', async () => {
    const { company, words, send, assign } = await atWork()
    const held = await company.seen()
    company.clock.now += HOUR
    const whileHeld = company.clock.now
    company.clock.now += HOUR
    await assign(null)
    company.clock.now += HOUR
    const later = company.clock.now
    const forged = { version: held.version, stamp: 'other' }
    expect(await send(words('then', { at: whileHeld, seen: forged }))).toMatchObject([
      { outcome: { type: 'applied', late: true } },
    ])
    expect(await send(words('never', { at: later, seen: forged }))).toMatchObject([
      { outcome: { type: 'refused', refusal: { type: 'notAllowed' } } },
    ])
    expect(await send(words('seen', { at: later, seen: held }))).toMatchObject([
      { outcome: { type: 'applied', late: true } },
    ])
  })
})

it('given a backup put back under a running server, then nothing of the lost history is remembered', async () => {
  const { company, clientId, by, send } = await atWork()
  const rename = (name: string) =>
    send(company.entry('contact.saved', by, clientId, { contactId: id, fields: { name }, removed: false }))
  const id = randomUUID()
  await rename('Before')
  const restore = await aBackup(company)
  await rename('Lost')
  await restore()
  const other = company.entry('contact.saved', by, clientId, {
    contactId: randomUUID(),
    fields: { name: 'Another' },
    removed: false,
  })
  await send(other)
  const { name } = await rowOf<{ name: string }>(
    company.database.db,
    sql`select name from contacts where company_id = ${company.id} and id = ${id}`,
  )
  expect(name).toBe('Before')
  expect(await rename('Lost')).toMatchObject([{ outcome: { type: 'applied' } }])
  expect(await rename('Before')).toMatchObject([{ outcome: { type: 'applied' } }])
})
