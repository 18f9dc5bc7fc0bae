import { randomUUID } from 'node:crypto'
import type { Entry } from '#shared/journal/entry.ts'
import { ACCOUNTING } from '#shared/journal/entry.ts'
import { NOW, aRate } from '#shared/testing/a-client-file.ts'
import { aRowOf, anEntry, books } from '#shared/testing/entries.ts'
import type { TestCompany } from './a-company.ts'

const PEOPLE = /"(collector|creditManager|resolver)"/g

/** Entries made for a file in memory, as the people of this company would send them. */
function asSentTo(company: TestCompany, entry: Entry): Entry {
  const text = JSON.stringify(entry).replace(PEOPLE, (_, role: string) => `"${role}-${company.id}"`)
  return { ...(JSON.parse(text) as Entry), id: randomUUID() }
}

/** Sends entries through the journal, some of them waiting together; the books' without a stream. */
export async function work(company: TestCompany, entries: readonly Entry[]): Promise<void> {
  const sentAs = new Map<string, string>()
  let sending: Promise<unknown>[] = []
  for (const [index, made] of entries.entries()) {
    const entry = asSentTo(company, made)
    sentAs.set(made.id, entry.id)
    if (made.kind === 'entry.undone') entry.data = withNewId(made.data, sentAs)
    company.clock.now = Math.max(company.clock.now, NOW + 1_000_000)
    sending.push(entry.by === ACCOUNTING ? submitBooks(company, entry) : company.push(entry.by, entry))
    if (index % 5 < 4) continue
    await Promise.all(sending)
    sending = []
  }
  await Promise.all(sending)
}

/** The client of `aBusyFile`, as the books bring it, in the collector's portfolio, and a rate for its dollars. */
export async function bringBusyClient(company: TestCompany): Promise<void> {
  const rows = [
    aRowOf('F1'),
    aRowOf('F2', { currency: 'USD' }),
    aRowOf('F3', { dueOn: '2026-12-24' }),
    aRowOf('F4', { balanceMinor: 0, closedOn: '2026-11-20' }),
    aRowOf('A1', { kind: 'creditNote', amountMinor: -5_000, balanceMinor: -5_000 }),
    aRowOf('J1', { currency: 'JPY', amountMinor: 123_457, balanceMinor: 123_457 }),
    aRowOf('K1', { currency: 'KWD', amountMinor: 5_005, balanceMinor: 5_005 }),
  ]
  const client = { sourceCollector: 'AF', collectorId: 'collector' }
  await submitBooks(company, asSentTo(company, books(rows, { client })))
  const manager = company.personOf('creditManager')
  for (const setting of [aRate('USD', '2026-11-01', '0.9235'), aRate('JPY', '2026-11-01', '0.00615')])
    await company.push(manager, {
      ...anEntry('setting.saved', { setting }, { by: manager }),
      id: randomUUID(),
    })
}

async function submitBooks(company: TestCompany, entry: Entry): Promise<void> {
  await company.journal.submit({
    companyId: company.id,
    stream: null,
    sentAt: company.clock.now,
    entries: [{ n: 0, entry }],
  })
}

function withNewId(data: unknown, sentAs: ReadonlyMap<string, string>): unknown {
  const text = JSON.stringify(data)
  return JSON.parse(
    text.replace(/"entryId":"([^"]+)"/, (_, id: string) => `"entryId":"${sentAs.get(id) ?? id}"`),
  )
}
