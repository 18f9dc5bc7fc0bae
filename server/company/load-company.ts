import { eq, getTableColumns } from 'drizzle-orm'
import * as z from 'zod/mini'
import { type Company, createCompany } from '#shared/company/company.ts'
import { currentSetting } from '#shared/company/older-settings.ts'
import { type Setting, settingSchema } from '#shared/company/settings.ts'
import { RUNS_THE_COMPANY } from '#shared/journal/permissions.ts'
import type { Person } from '#shared/people/person.ts'
import type { Preferences } from '#shared/people/preferences.ts'
import type { Db } from '../db/open.ts'
import { people, preferences, settings } from './tables.ts'

const { companyId: _settings, ...settingFields } = getTableColumns(settings)
const { companyId: _people, ...personFields } = getTableColumns(people)
const { companyId: _preferences, ...preferenceFields } = getTableColumns(preferences)

/** Settings and people of a company, as every rule reads them. */
export async function loadCompany(tx: Db, companyId: string): Promise<Company> {
  return createCompany(await loadSettings(tx, companyId), await loadPeople(tx, companyId))
}

export async function loadSettings(tx: Db, companyId: string): Promise<Setting[]> {
  const rows = await tx.select(settingFields).from(settings).where(eq(settings.companyId, companyId))
  return rows.map(toSetting)
}

export async function loadPeople(tx: Db, companyId: string): Promise<Person[]> {
  return tx.select(personFields).from(people).where(eq(people.companyId, companyId))
}

/** A row of the table as the setting it is, whichever build wrote it: kind and data belong together. */
export function toSetting(row: unknown): Setting {
  return z.parse(settingSchema, currentSetting(row))
}

/** Settings a person reads, changed or removed after a version; how imports are mapped is not for everybody. */
export function settingsFor(person: Person, settings: readonly Setting[], since: number): Setting[] {
  const runs = RUNS_THE_COMPANY[person.role] === 'everywhere'
  return settings.filter((setting) => setting.version > since && (runs || setting.kind !== 'mapping'))
}

/** Names of colleagues are for all; their addresses not for guests and departments. */
export function peopleFor(person: Person, company: Pick<Company, 'people'>, since: number): Person[] {
  const hidesAddresses = person.role === 'guest' || person.role === 'departmentUser'
  return [...company.people.values()]
    .filter(({ version }) => version > since)
    .map((other) => (hidesAddresses && other.id !== person.id ? { ...other, email: '' } : other))
}

export async function changedPreferences(
  tx: Db,
  personId: string,
  since: number,
): Promise<Preferences | null> {
  const [row] = await tx.select(preferenceFields).from(preferences).where(eq(preferences.id, personId))
  return row && row.version > since ? row : null
}
