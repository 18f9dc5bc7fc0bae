import { type Company, createCompany } from '#shared/company/company.ts'
import type { RowChange } from '#shared/journal/decision.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Context } from '#shared/journal/entry-kind.ts'
import { type Preferences, defaultPreferences } from '#shared/people/preferences.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { CompanyRows } from './company-rows.ts'
import { decideOnCompany, decideOnPerson } from './kinds-here.ts'
import { pendingOf } from './pending.ts'

/** The company, and the company after each of one's own pending entries about it, in the order of the taps. */
type Steps = { key: string; companies: readonly [Company, ...Company[]] }

const cache = new WeakMap<Company, Steps>()

/** The company as one sees it: with one's own pending settings. The same object while nothing changes. */
export function overlaidCompany(
  rows: CompanyRows,
  records: readonly OutboxRecord[],
  reached: number,
): Company | null {
  return rows.company && (stepsOf(rows, rows.company, pendingOf(records, reached)).at(-1) ?? null)
}

/** The company as it was before each of one's own pending entries: what was tapped later changes none of them. */
export function companyBefore(
  rows: CompanyRows,
  records: readonly OutboxRecord[],
  reached: number,
): ReadonlyMap<string, Company> {
  const before = new Map<string, Company>()
  const pending = pendingOf(records, reached)
  if (!rows.company || !pending.some(isOfCompany)) return before
  const steps = stepsOf(rows, rows.company, pending)
  let passed = 0
  for (const entry of pending) {
    const company = steps[passed]
    if (company) before.set(entry.id, company)
    if (isOfCompany(entry)) passed++
  }
  return before
}

function stepsOf(rows: CompanyRows, company: Company, pending: readonly Entry[]): Steps['companies'] {
  const entries = pending.filter(isOfCompany)
  if (entries.length === 0) return [company]
  const key = entries.map(({ id }) => id).join()
  const known = cache.get(company)
  if (known?.key === key) return known.companies
  const settings = new Map(rows.settings.map((setting) => [setting.id, setting]))
  const people = new Map(rows.people.map((person) => [person.id, person]))
  const companies: [Company, ...Company[]] = [company]
  let seen = company
  for (const entry of entries) {
    const { decision } = decideOnCompany(entry, contextOf(seen, entry.at))
    if (decision.type === 'applied') {
      for (const change of decision.rows)
        if (change.table === 'settings') settings.set(change.row.id, change.row)
        else if (change.table === 'people') people.set(change.row.id, change.row)
      seen = createCompany([...settings.values()], [...people.values()])
    }
    companies.push(seen)
  }
  cache.set(company, { key, companies })
  return companies
}

function isOfCompany({ subject }: Entry): boolean {
  return subject.type === 'company'
}

export function overlaidPreferences(
  rows: CompanyRows,
  userId: string,
  records: readonly OutboxRecord[],
  company: Company | null,
  reached: number,
): Preferences {
  let preferences = rows.preferences ?? defaultPreferences(userId)
  if (!company) return preferences
  for (const entry of pendingOf(records, reached)) {
    if (entry.subject.type !== 'person' || entry.subject.id !== userId) continue
    const latest = Math.max(0, ...Object.values(preferences.stamps).map(({ at }) => at))
    const { decision } = decideOnPerson(
      entry,
      preferences,
      contextOf(company, entry.at, Math.max(entry.at, latest + 1)),
    )
    if (decision.type === 'applied') preferences = lastPreferences(decision.rows) ?? preferences
  }
  return preferences
}

export function contextOf(company: Company, at: number, occurred: number = at): Context {
  return { company, at, occurred, historyOf: () => undefined }
}

function lastPreferences(rows: readonly RowChange[]): Preferences | undefined {
  return rows.flatMap((change) => (change.table === 'preferences' ? [change.row] : [])).at(-1)
}
