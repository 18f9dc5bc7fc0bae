import { type Company, createCompany } from '#shared/company/company.ts'
import type { RowChange } from '#shared/journal/decision.ts'
import { decideOnCompany, decideOnPerson } from '#shared/journal/decide.ts'
import type { Context } from '#shared/journal/entry-kind.ts'
import { type Preferences, defaultPreferences } from '#shared/people/preferences.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { CompanyRows } from './company-rows.ts'
import { pendingOf } from './pending.ts'

const cache = new WeakMap<Company, { key: string; company: Company }>()

/** The company as one sees it: with one's own pending settings. The same object while nothing changes. */
export function overlaidCompany(
  rows: CompanyRows,
  records: readonly OutboxRecord[],
  reached: number,
): Company | null {
  const { company } = rows
  const entries = pendingOf(records, reached).filter(({ subject }) => subject.type === 'company')
  if (!company || entries.length === 0) return company
  const key = entries.map(({ id }) => id).join()
  const known = cache.get(company)
  if (known?.key === key) return known.company
  const settings = new Map(rows.settings.map((setting) => [setting.id, setting]))
  const people = new Map(rows.people.map((person) => [person.id, person]))
  let seen = company
  for (const entry of entries) {
    const { decision } = decideOnCompany(entry, contextOf(seen, entry.at))
    if (decision.type !== 'applied') continue
    for (const change of decision.rows)
      if (change.table === 'settings') settings.set(change.row.id, change.row)
      else if (change.table === 'people') people.set(change.row.id, change.row)
    seen = createCompany([...settings.values()], [...people.values()])
  }
  cache.set(company, { key, company: seen })
  return seen
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
