import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { addDays } from '#shared/base/calendar-day.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import { rowsOf } from '../db/rows.ts'
import { aBook, counts, done, entryCount, openNumbers } from '../testing/a-book.ts'
import { LEDGER, type LedgerRow, ledgerText } from '../testing/an-import.ts'
import { importFile } from './import-file.ts'
import { SourceBusy } from './run-lock.ts'
import { pastImports } from './shown-imports.ts'

const aWeek: LedgerRow[] = [
  { number: '0001', amount: '100.00' },
  { number: '0002', amount: '200.00', disputed: 'yes' },
  { number: '0003', amount: '300.00', settled: '2026-01-20' },
  { number: '0004', amount: '400.00', issued: '2026-01-25' },
  { number: '0005', amount: '500.00', client: 'C2', name: 'Second' },
]

it('a ledger as of a day opens what is open on it, disputes what is disputed, and leaves out the rest', async () => {
  const { company, run } = await aBook()
  const outcome = done(await run(ledgerText(aWeek), '2026-01-20'))
  expect(counts(outcome)).toEqual({ added: 3, ignored: 2, absent: 0 })
  expect(outcome.totals).toMatchObject({ open: 3, outstanding: { EUR: 80_000 }, disputed: { EUR: 20_000 } })
  expect(await openNumbers(company)).toEqual(['0001', '0002', '0005'])
})

it('the same file again changes nothing: no version moves and no entry is made', async () => {
  const { company, run } = await aBook()
  const first = done(await run(ledgerText(aWeek), '2026-01-20'))
  const entries = await entryCount(company)
  const again = done(await run(ledgerText(aWeek), '2026-01-20'))
  expect(counts(again)).toEqual({ unchanged: 3, ignored: 2, absent: 0 })
  expect(again.totals).toEqual(first.totals)
  expect(await entryCount(company)).toBe(entries)
})

it('each later row is added, changed, closed, unchanged, ignored or refused, and nothing twice', async () => {
  const { company, run } = await aBook()
  await run(ledgerText(aWeek), '2026-01-20')
  const later = [
    { number: '0001', amount: '100.00' },
    { number: '0002', amount: '200.00', disputed: 'yes', settled: '2026-01-24' },
    { number: '0003', amount: '300.00', settled: '2026-01-20' },
    { number: '0004', amount: '400.00', issued: '2026-01-25' },
    { number: '0005', amount: '555.00', client: 'C2', name: 'Second' },
    { number: '0006', amount: 'much' },
  ]
  const outcome = await run(ledgerText(later), '2026-01-27', { confirm: true })
  expect(counts(outcome)).toEqual({
    added: 1,
    changed: 1,
    closed: 1,
    unchanged: 1,
    ignored: 1,
    errors: 1,
    absent: 0,
  })
  expect(outcome.errors).toMatchObject([{ line: 7, column: 'amount', value: 'much', code: 'badAmount' }])
  expect(await openNumbers(company)).toEqual(['0001', '0004', '0005'])
})

it('a full file closes what it no longer has, but not what stands on a refused row; a delta closes nothing', async () => {
  const { company, run } = await aBook()
  const many = Array.from({ length: 8 }, (_, at) => ({ number: `N${at}` }))
  await run(ledgerText(many), '2026-01-20')
  const some = [...many.slice(2), { number: 'N0', amount: 'oops' }]
  expect(counts(await run(ledgerText(some), '2026-01-21', { mode: 'delta' }))).toEqual({
    unchanged: 6,
    errors: 1,
    absent: 0,
  })
  expect(counts(await run(ledgerText(some), '2026-01-21'))).toEqual({ unchanged: 6, errors: 1, absent: 1 })
  expect(await openNumbers(company)).toEqual(['N0', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7'])
})

it('what closes more than 30 % asks first, and writes nothing until it is confirmed', async () => {
  const { company, run } = await aBook()
  const many = Array.from({ length: 10 }, (_, at) => ({ number: `N${at}` }))
  await run(ledgerText(many), '2026-01-20')
  const asked = await run(ledgerText(many.slice(4)), '2026-01-21')
  expect(asked).toMatchObject({
    state: 'unconfirmed',
    plan: { absent: 4, guard: [{ code: 'closesMuch', closing: 4, open: 10 }] },
  })
  expect(await openNumbers(company)).toHaveLength(10)
  expect(counts(await run(ledgerText(many.slice(4)), '2026-01-21', { confirm: true }))).toMatchObject({
    absent: 4,
  })
  expect(counts(await run(ledgerText(many.slice(5)), '2026-01-22'))).toMatchObject({ absent: 1 })
})

it('an entity that is missing altogether, an earlier day and unreadable numbers ask first', async () => {
  const { run } = await aBook()
  const many = Array.from({ length: 10 }, (_, at) => ({ number: `N${at}`, entity: at === 9 ? 'FR' : 'DE' }))
  await run(ledgerText(many), '2026-01-20')
  expect(await run(ledgerText(many.slice(0, 9)), '2026-01-21')).toMatchObject({
    plan: { guard: [{ code: 'entitiesAbsent', entities: ['FR'] }] },
  })
  expect(await run(ledgerText(many), '2026-01-19')).toMatchObject({
    plan: { guard: [{ code: 'earlierThanLast', lastDay: '2026-01-20' }] },
  })
  expect(await run(ledgerText([...many.slice(1), { number: '', entity: 'DE' }]), '2026-01-20')).toMatchObject(
    {
      plan: { guard: [{ code: 'numbersIllegible', rows: 1, absent: 1 }] },
    },
  )
})

it('a confirmed import of an earlier day leaves the books as they were on that day', async () => {
  const { company, run } = await aBook()
  await run(ledgerText(aWeek), '2026-01-27')
  expect(await openNumbers(company)).toEqual(['0001', '0002', '0004', '0005'])
  const earlier = done(await run(ledgerText(aWeek), '2026-01-15', { confirm: true }))
  expect(await openNumbers(company)).toEqual(['0001', '0002', '0003', '0005'])
  expect(earlier.totals.outstanding).toEqual({ EUR: 110_000 })
  const forth = done(await run(ledgerText(aWeek), '2026-01-27'))
  expect(forth.totals).toMatchObject({ open: 4, outstanding: { EUR: 120_000 }, disputed: { EUR: 20_000 } })
})

it('an item whose row is not yet issued on the day closes only when that day is earlier than the books', async () => {
  const { company, run } = await aBook()
  const rows: LedgerRow[] = [{ number: 'A' }, { number: 'B' }, { number: 'C' }, { number: 'D' }]
  await run(ledgerText(rows), '2026-01-20')
  const redated = ledgerText([{ number: 'A', issued: '2026-01-25' }, ...rows.slice(1)])
  const sameDay = await run(redated, '2026-01-20', { confirm: true })
  expect(counts(sameDay)).toEqual({ unchanged: 3, ignored: 1, absent: 0 })
  expect(await openNumbers(company)).toEqual(['A', 'B', 'C', 'D'])

  expect(await run(redated, '2026-01-19')).toMatchObject({
    state: 'unconfirmed',
    plan: { absent: 1, guard: [{ code: 'earlierThanLast', lastDay: '2026-01-20' }] },
  })
  expect(await openNumbers(company)).toEqual(['A', 'B', 'C', 'D'])
  expect(counts(await run(redated, '2026-01-19', { confirm: true }))).toMatchObject({ absent: 1 })
  expect(await openNumbers(company)).toEqual(['B', 'C', 'D'])
})

it('a day earlier than the last delta, or than the full import before it, asks first', async () => {
  const { company, run } = await aBook()
  const rows: LedgerRow[] = [
    ...['A', 'B', 'C', 'D'].map((number) => ({ number })),
    { number: 'E', issued: '2026-01-25' },
  ]
  const text = ledgerText(rows)
  const earlierThan = (lastDay: string) => ({
    state: 'unconfirmed',
    plan: { guard: [{ code: 'earlierThanLast', lastDay }] },
  })
  await run(text, '2026-01-20')
  await run(text, '2026-01-27', { mode: 'delta' })
  expect(await run(text, '2026-01-21')).toMatchObject(earlierThan('2026-01-27'))
  expect(await openNumbers(company)).toEqual(['A', 'B', 'C', 'D', 'E'])

  await run(text, '2026-01-28')
  await run(text, '2026-01-20', { mode: 'delta', confirm: true })
  expect(await run(text, '2026-01-21')).toMatchObject(earlierThan('2026-01-28'))
  expect(counts(await run(text, '2026-01-21', { confirm: true }))).toMatchObject({ absent: 1 })
  expect(await openNumbers(company)).toEqual(['A', 'B', 'C', 'D'])
  expect(counts(await run(text, '2026-01-22'))).toEqual({ unchanged: 4, ignored: 1, absent: 0 })
})

it('of rows with the same item the first is taken, the others are refused and name it', async () => {
  const { company, run } = await aBook()
  const outcome = await run(
    ledgerText([{ number: 'A' }, { number: 'B' }, { number: 'A', amount: '7.00' }]),
    '2026-01-20',
  )
  expect(counts(outcome)).toEqual({ added: 2, errors: 1, absent: 0 })
  expect(done(outcome).totals.outstanding).toEqual({ EUR: 20_000 })
  const { db } = company.database
  const kept = await rowsOf<object>(
    db,
    sql`
    select e.line, e.code, e.value, e.params from import_errors e join imports i on i.id = e.run_id
    where i.company_id = ${company.id}`,
  )
  expect(kept).toEqual([{ line: 4, code: 'duplicate', value: 'A', params: { line: '2' } }])
})

it('a row that would move an item to another client is refused, and the item does not pass for absent', async () => {
  const { company, run } = await aBook()
  await run(ledgerText([{ number: 'A' }, { number: 'B' }, { number: 'C' }, { number: 'D' }]), '2026-01-20')
  const moved = [{ number: 'A', client: 'C9' }, { number: 'B' }, { number: 'C' }, { number: 'D' }]
  const outcome = await run(ledgerText(moved), '2026-01-21')
  expect(counts(outcome)).toEqual({ unchanged: 3, errors: 1, absent: 0 })
  expect(outcome.errors).toMatchObject([{ line: 2, code: 'otherClient', params: { client: 'C1' } }])
  expect(await openNumbers(company)).toEqual(['A', 'B', 'C', 'D'])
})

it('a file that lists settled items closes each once, not anew every day', async () => {
  const { run } = await aBook()
  const listed = { ...BLANK_MAPPING, ...LEDGER, open: 'listed' as const, columns: { ...LEDGER.columns } }
  delete listed.columns.settledOn
  await run(ledgerText([{ number: 'A' }, { number: 'B' }, { number: 'C' }, { number: 'D' }]), '2026-01-20', {
    mapping: listed,
  })
  const paid = ledgerText([
    { number: 'A', amount: '0.00' },
    { number: 'B' },
    { number: 'C' },
    { number: 'D' },
  ])
  const zero = await run(paid, '2026-01-21', { mapping: listed })
  expect(counts(zero)).toEqual({ closed: 1, unchanged: 3, absent: 0 })
  const next = done(await run(paid, '2026-01-22', { mapping: listed }))
  expect(next.totals.version).toBe(done(zero).totals.version)
})

it('a collector is found by e-mail or name; whoever the books do not know leaves the client unassigned', async () => {
  const { company, run } = await aBook()
  const rows: LedgerRow[] = [
    { number: 'A', client: 'C1', collector: 'Collector@Test' },
    { number: 'B', client: 'C2', collector: 'credit manager' },
    { number: 'C', client: 'C3', collector: 'resolver' },
    { number: 'D', client: 'C4', collector: 'CreditManager' },
  ]
  const outcome = done(await run(ledgerText(rows), '2026-01-20'))
  expect(outcome.plan.unknownCollectors).toEqual(['credit manager', 'resolver'])
  const { db } = company.database
  const assigned = await rowsOf<{ number: string; collector: string | null }>(
    db,
    sql`select number, collector_id as collector from clients where company_id = ${company.id} order by number`,
  )
  expect(assigned.map(({ collector }) => collector)).toEqual([
    company.personOf('collector'),
    null,
    null,
    company.personOf('creditManager'),
  ])
  // Whom people assigned afterwards stays, as long as the books say the same.
  const [client] = await rowsOf<{ id: string }>(
    db,
    sql`select id from clients where company_id = ${company.id} and number = 'C1'`,
  )
  const manager = company.personOf('creditManager')
  await company.push(
    manager,
    company.entry('client.assigned', manager, client?.id ?? '', { collectorId: manager }),
  )
  await run(ledgerText([{ ...rows[0], amount: '150.00' }, ...rows.slice(1)]), '2026-01-21')
  const [after] = await rowsOf<{ collector: string }>(
    db,
    sql`select collector_id as collector from clients where company_id = ${company.id} and number = 'C1'`,
  )
  expect(after?.collector).toBe(manager)
})

it('a new name of a client is a change of its rows, and one entry tells it', async () => {
  const { company, run } = await aBook()
  const rows = [1, 2, 3].map((at) => ({ number: `N${at}`, name: 'Old name' }))
  await run(ledgerText(rows), '2026-01-20')
  const entries = await entryCount(company)
  const renamed = rows.map((row) => ({ ...row, name: 'New name' }))
  expect(counts(await run(ledgerText(renamed), '2026-01-20'))).toEqual({ changed: 3, absent: 0 })
  expect(await entryCount(company)).toBe(entries + 1)
  expect(counts(await run(ledgerText(renamed), '2026-01-20'))).toEqual({ unchanged: 3, absent: 0 })
})

it('a new name of a client stays when the file no longer has one of its items', async () => {
  const { company, run } = await aBook()
  const rows = [1, 2, 3, 4, 5].map((at) => ({ number: `N${at}`, name: 'Old name' }))
  await run(ledgerText(rows), '2026-01-20')
  const renamed = ledgerText(rows.slice(1).map((row) => ({ ...row, name: 'New name' })))
  expect(counts(await run(renamed, '2026-01-21'))).toEqual({ changed: 4, absent: 1 })
  const clients = await rowsOf<{ name: string }>(
    company.database.db,
    sql`select name from clients where company_id = ${company.id}`,
  )
  expect(clients).toEqual([{ name: 'New name' }])
  expect(counts(await run(renamed, '2026-01-21'))).toEqual({ unchanged: 4, absent: 0 })
})

it('an import stopped in the middle is simply begun again', async () => {
  const { company, run, importPorts, requestOf } = await aBook()
  const rows = Array.from({ length: 1300 }, (_, at) => ({ number: `N${at}`, client: `C${at % 7}` }))
  const text = ledgerText(rows)
  let pages = 0
  const journal = {
    ...importPorts.journal,
    submit: (request: Parameters<typeof importPorts.journal.submit>[0]) => {
      pages += 1
      if (pages > 1) throw new Error('the plug was pulled')
      return importPorts.journal.submit(request)
    },
  } as typeof importPorts.journal
  const cut = importFile(
    { ...importPorts, journal },
    { ...requestOf(text, '2026-01-20', LEDGER), mode: 'full' },
    { confirm: false },
  )
  await expect(cut).rejects.toThrow('the plug was pulled')
  expect(await openNumbers(company)).toHaveLength(500)
  expect(counts(await run(text, '2026-01-20'))).toEqual({ added: 800, unchanged: 500, absent: 0 })
  const staged = await rowsOf<object>(
    company.database.db,
    sql`
    select r.line from import_rows r join imports i on i.id = r.run_id where i.company_id = ${company.id}`,
  )
  expect(staged).toEqual([])
})

it('the list tells a run that is under way from one that a dead process left', async () => {
  const { company, importPorts, requestOf } = await aBook()
  const { database, id } = company
  const states = async () => (await pastImports(importPorts, id, 10)).map(({ state }) => state)
  let during: string[] = []
  await importFile(
    importPorts,
    { ...requestOf(ledgerText(aWeek), '2026-01-20', LEDGER), mode: 'full' },
    { confirm: false, planned: async () => void (during = await states()) },
  )
  expect(during).toEqual(['running'])
  await database.db.execute(sql`update imports set state = 'running', counts = null where company_id = ${id}`)
  expect(await states()).toEqual(['failed'])
})

it('two imports of one source do not run at once', async () => {
  const { run } = await aBook()
  let second: unknown
  const held = run(ledgerText(aWeek), '2026-01-20', {
    planned: () => (second = run(ledgerText(aWeek), '2026-01-20').catch((error: unknown) => error)),
  })
  expect(counts(await held)).toMatchObject({ added: 3 })
  expect(await second).toBeInstanceOf(SourceBusy)
})

it('a file without rows, an unknown status and a file of wrong rows only write nothing', async () => {
  const { company, run } = await aBook()
  expect(await run(ledgerText([]), '2026-01-20')).toMatchObject({
    state: 'refused',
    refusal: { code: 'noRows' },
  })
  const odd = { ...LEDGER, statuses: { yes: 'nonsense' } }
  expect(await run(ledgerText(aWeek), '2026-01-20', { mapping: odd })).toMatchObject({
    refusal: { code: 'statusesUnknown', keys: ['nonsense'] },
  })
  expect(await run(ledgerText([{ number: 'A', amount: 'x' }]), '2026-01-20')).toMatchObject({
    state: 'nothingTaken',
  })
  expect(await entryCount(company)).toBe(0)
})

const day = (n: number) => addDays('2026-01-01', n)
const anInvoice = fc.record({
  client: fc.integer({ min: 1, max: 4 }),
  cents: fc.integer({ min: 1, max: 100_000 }),
  issued: fc.integer({ min: 0, max: 40 }),
  open: fc.integer({ min: 0, max: 40 }),
  disputed: fc.boolean(),
})

it('a ledger replayed week by week, back and forth, always shows what is open on its day', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anInvoice, { minLength: 1, maxLength: 25 }),
      fc.array(fc.integer({ min: 0, max: 85 }), { minLength: 2, maxLength: 5 }),
      async (invoices, days) => {
        const { run } = await aBook()
        const text = ledgerText(
          invoices.map(({ client, cents, issued, open, disputed }, at) => ({
            client: `C${client}`,
            number: String(at).padStart(6, '0'),
            amount: (cents / 100).toFixed(2),
            issued: day(issued),
            due: day(issued + 30),
            settled: day(issued + open),
            disputed: disputed ? 'yes' : 'no',
          })),
        )
        for (const on of [...days, 90]) {
          const open = invoices.filter(
            (invoice) => invoice.issued <= on && on < invoice.issued + invoice.open,
          )
          const sum = (some: typeof open) => some.reduce((total, { cents }) => total + cents, 0)
          const outcome = done(await run(text, day(on), { confirm: true }))
          expect(outcome.totals).toMatchObject({
            open: open.length,
            outstanding: { EUR: sum(open) },
            disputed: { EUR: sum(open.filter(({ disputed }) => disputed)) },
          })
        }
      },
    ),
    { numRuns: 8 },
  )
})
