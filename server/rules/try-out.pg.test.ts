import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { must } from '#shared/base/must.ts'
import { addDays, dayIn } from '#shared/base/calendar-day.ts'
import { tryOutAnswerSchema } from '#shared/protocol/try-out.ts'
import { loadCompany } from '../company/load-company.ts'
import { aCompany } from '../testing/a-company.ts'
import { anOffice } from '../testing/an-office.ts'
import { testDatabase } from '../testing/databases.ts'
import { statusTaken } from './status-history.ts'

async function tried(role: 'creditManager' | 'collector', mode: 'create' | 'suggest' | 'none') {
  const office = await anOffice()
  const claire = await office.aPerson('administrator', 'Claire')
  const { company } = office
  const { clientId, itemIds } = await company.aClient()
  const status = must(
    (await loadCompany(office.database.db, company.id)).settings.get('status.priceDispute'),
    'status',
  )
  if (status.kind !== 'status') throw new Error('no status')
  const outcomes = await company.push(
    claire.id,
    company.entry('items.requalified', claire.id, clientId, {
      itemIds: itemIds.slice(0, 1),
      on: '2026-11-22',
      statusId: status.id,
      comment: null,
      reasonId: null,
      disputedMinor: {},
      next: { mode: 'scenario' },
    }),
  )
  expect(outcomes).toEqual([{ type: 'applied' }])
  const desk = await (await office.aPerson(role, 'Marc')).aDevice()
  const today = dayIn('UTC', company.clock.now)
  const answer = await desk.post('/api/rules/try-out', {
    status: { ...status, data: { ...status.data, action: { mode, templateId: 'template.dispute' } } },
    from: addDays(today, -30),
    to: addDays(today, 1),
  })
  return { answer, clientId, itemId: itemIds[0] }
}

test('what a status would have done is told by the history, and nothing is opened', async () => {
  const { answer, clientId, itemId } = await tried('creditManager', 'create')
  expect(z.parse(tryOutAnswerSchema, await answer.json())).toMatchObject({
    rows: [{ itemId, clientId, templateId: 'template.dispute', how: 'created' }],
    total: 1,
    more: false,
  })
})

test('a status that opens nothing would have done nothing', async () => {
  const { answer } = await tried('creditManager', 'none')
  expect(await answer.json()).toEqual({ rows: [], total: 0, more: false })
})

test('only who may save a status tries one', async () => {
  expect((await tried('collector', 'create')).answer.status).toBe(403)
})

test('of a long history what was done in the days asked for counts, also where it arrived long after', async () => {
  const company = await aCompany(await testDatabase())
  const collector = company.personOf('collector')
  const { clientId, itemIds } = await company.aClient({ items: [{}, {}, {}, {}] })
  const takes = (itemId: string | undefined, at: number) =>
    company.entry(
      'items.requalified',
      collector,
      clientId,
      {
        itemIds: [must(itemId, 'an item')],
        on: '2026-11-22',
        statusId: 'status.priceDispute',
        comment: null,
        reasonId: null,
        disputedMinor: {},
        next: { mode: 'scenario' },
      },
      { at },
    )
  const day = (on: string) => Date.parse(`${on}T12:00:00Z`)
  const arrives = (on: string, itemId: string | undefined, doneOn: string = on) => {
    company.clock.now = day(on)
    return company.push(collector, takes(itemId, day(doneOn)))
  }
  await arrives('2026-11-25', itemIds[0])
  await arrives('2027-01-10', itemIds[1])
  await arrives('2027-03-05', itemIds[2], '2027-01-12')
  await arrives('2027-03-06', itemIds[3])
  const taken = (from: string, to: string) =>
    statusTaken(company.database.db, company.id, 'status.priceDispute', { from, to }, 'Europe/Paris')
  expect(await taken('2027-01-01', '2027-01-31')).toEqual([
    { itemId: itemIds[1], on: '2027-01-10' },
    { itemId: itemIds[2], on: '2027-01-12' },
  ])
  expect(await taken('2026-11-01', '2027-03-31')).toHaveLength(4)
  expect(await taken('2027-04-01', '2027-04-30')).toEqual([])
  expect(await taken('2026-01-01', '2026-01-31')).toEqual([])
})
