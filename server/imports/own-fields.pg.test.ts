import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Mapping } from '#shared/imports/mapping.ts'
import { rowsOf } from '../db/rows.ts'
import { aBook, counts, done, entryCount, openNumbers } from '../testing/a-book.ts'
import type { TestCompany } from '../testing/a-company.ts'
import { LEDGER, type LedgerRow, ledgerText } from '../testing/an-import.ts'

const OWN: Mapping = {
  ...LEDGER,
  custom: [
    { column: 'region', of: 'client', name: 'Region' },
    { column: 'depot', of: 'item', name: 'Depot' },
  ],
}

function ownFields(company: TestCompany) {
  return rowsOf<{ number: string; item: object; client: object }>(
    company.database.db,
    sql`select i.number, i.fields as item, c.fields as client
        from items i join clients c on c.company_id = i.company_id and c.id = i.client_id
        where i.company_id = ${company.id} order by i.number`,
  )
}

const withFields: LedgerRow[] = [
  { number: '0001', region: 'Nord', depot: 'Lyon' },
  { number: '0002', region: '', depot: '' },
  { number: '0003', client: 'C2', region: 'Süd', depot: '="007"' },
]

it('columns of the company’s own fill fields of items and clients; the same file again changes nothing', async () => {
  const { company, run } = await aBook()
  expect(counts(await run(ledgerText(withFields), '2026-01-20', { mapping: OWN }))).toEqual({
    added: 3,
    absent: 0,
  })
  expect(await ownFields(company)).toEqual([
    { number: '0001', item: { Depot: 'Lyon' }, client: { Region: 'Nord' } },
    { number: '0002', item: {}, client: { Region: 'Nord' } },
    { number: '0003', item: { Depot: '007' }, client: { Region: 'Süd' } },
  ])
  const entries = await entryCount(company)
  const again = await run(ledgerText(withFields), '2026-01-20', { mapping: OWN })
  expect(counts(again)).toEqual({ unchanged: 3, absent: 0 })
  expect(await entryCount(company)).toBe(entries)
})

it('a field alone changes its row, an emptied cell takes it away, and a column not mapped or not there leaves it', async () => {
  const { company, run } = await aBook()
  await run(ledgerText(withFields), '2026-01-20', { mapping: OWN })
  const later = [
    { number: '0001', region: '', depot: 'Nantes' },
    { number: '0002', region: 'Ouest' },
    { number: '0003', client: 'C2', region: '', depot: '' },
  ]
  const changed = await run(ledgerText(later), '2026-01-21', { mapping: OWN })
  expect(counts(changed)).toEqual({ changed: 3, absent: 0 })
  const after = [
    { number: '0001', item: { Depot: 'Nantes' }, client: { Region: 'Ouest' } },
    { number: '0002', item: {}, client: { Region: 'Ouest' } },
    { number: '0003', item: {}, client: {} },
  ]
  expect(await ownFields(company)).toEqual(after)

  expect(counts(await run(ledgerText(later), '2026-01-22'))).toEqual({ unchanged: 3, absent: 0 })
  const elsewhere = OWN.custom?.map((one) => ({ ...one, column: `old ${one.column}` })) ?? []
  const renamed = done(await run(ledgerText(later), '2026-01-23', { mapping: { ...OWN, custom: elsewhere } }))
  expect(counts(renamed)).toEqual({ unchanged: 3, absent: 0 })
  expect(renamed.plan.columnsAbsent).toEqual(['old region', 'old depot'])
  expect(await ownFields(company)).toEqual(after)
})

it('a value too long is refused with its line and column, and the other rows are taken', async () => {
  const { company, run } = await aBook()
  const rows = [...withFields, { number: '0004', depot: 'x'.repeat(501) }]
  const outcome = await run(ledgerText(rows), '2026-01-20', { mapping: OWN })
  expect(counts(outcome)).toEqual({ added: 3, errors: 1, absent: 0 })
  expect(outcome.errors).toMatchObject([
    { line: 5, column: 'depot', code: 'tooLong', params: { limit: '500' } },
  ])
  expect(await openNumbers(company)).toEqual(['0001', '0002', '0003'])

  const twice = await run(ledgerText(withFields), '2026-01-20', {
    mapping: { ...OWN, custom: OWN.custom?.map((one) => ({ ...one, of: 'item', name: 'depot' })) },
  })
  expect(twice).toMatchObject({ state: 'refused', refusal: { code: 'twiceField', column: 'depot' } })
})

it('a dispute finds its resolver by a field that the file filled', async () => {
  const { company, run } = await aBook()
  await run(ledgerText(withFields), '2026-01-20', { mapping: OWN })
  const administrator = company.personOf('administrator')
  const resolverId = company.personOf('resolver')
  const ofNorth = { type: 'custom' as const, of: 'client' as const, name: 'Region', is: ['nor*'] }
  const setting = {
    id: 'assignmentRule',
    kind: 'assignmentRule' as const,
    data: { active: true },
    removed: false,
    version: 0,
  }
  const criteria = [{ key: 'north', conditions: [ofNorth] }]
  await company.push(
    administrator,
    company.entry('setting.saved', administrator, null, { setting }),
    company.entry('person.criteriaSaved', administrator, null, { personId: resolverId, criteria }),
  )
  const clients = await rowsOf<{ clientId: string; itemId: string; number: string }>(
    company.database.db,
    sql`select client_id as "clientId", id as "itemId", number from items
        where company_id = ${company.id} and number in ('0001', '0003') order by number`,
  )
  for (const { clientId, itemId } of clients) {
    const opening = {
      actionId: randomUUID(),
      type: 'followUp' as const,
      kind: 'dispute' as const,
      name: 'Dispute',
      dueOn: '2026-12-01',
      ownerId: administrator,
      resolverId: null,
      reasonId: null,
      templateId: null,
    }
    const data = { ...opening, on: '2026-11-22', itemIds: [itemId], move: false, comment: null, caseId: null }
    const outcomes = await company.push(
      administrator,
      company.entry('action.opened', administrator, clientId, data),
    )
    expect(outcomes).toEqual([{ type: 'applied' }])
  }
  const resolvers = await rowsOf<{ number: string; resolverId: string | null }>(
    company.database.db,
    sql`select i.number, a.resolver_id as "resolverId" from actions a
        join associations s on s.company_id = a.company_id and s.action_id = a.id
        join items i on i.company_id = a.company_id and i.id = s.item_id
        where a.company_id = ${company.id} order by i.number`,
  )
  expect(resolvers).toEqual([
    { number: '0001', resolverId },
    { number: '0003', resolverId: null },
  ])
})
