import { type Company, createCompany } from '#shared/company/company.ts'
import type { Setting } from '#shared/company/settings.ts'
import type { Notice } from '#shared/notices/notices.ts'
import type { Person } from '#shared/people/person.ts'
import type { Preferences } from '#shared/people/preferences.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import type { CompanyDocument, Position } from './collections.ts'

/** The rows that are not part of any file: settings, people, own preferences, and how far the replica is. */
export class CompanyRows {
  readonly settings: readonly Setting[]
  readonly people: readonly Person[]
  readonly preferences: Preferences | null
  readonly position: Position | null
  /** What one is to know of, picked from the history as it came. */
  readonly notices: readonly Notice[]
  /** Null until the company's own card is here. */
  readonly company: Company | null
  #documents: ReadonlyMap<string, CompanyDocument>

  constructor(documents: Iterable<CompanyDocument>, known?: Company | null) {
    this.#documents = new Map([...documents].map((document) => [document.id, document]))
    const kept = [...this.#documents.values()].map(({ is }) => is)
    this.settings = kept.flatMap((row) => (row.type === 'setting' ? [row.setting] : []))
    this.people = kept.flatMap((row) => (row.type === 'person' ? [row.person] : []))
    this.preferences = kept.flatMap((row) => (row.type === 'preferences' ? [row.preferences] : []))[0] ?? null
    this.position = kept.flatMap((row) => (row.type === 'position' ? [row.position] : []))[0] ?? null
    this.notices = kept.flatMap((row) => (row.type === 'notices' ? row.notices : []))
    const hasCard = this.settings.some(({ kind, removed }) => kind === 'company' && !removed)
    this.company = known ?? (hasCard ? createCompany(this.settings, this.people) : null)
  }

  /** The same company, the same object, at another position. */
  withPosition(position: Position | null): CompanyRows {
    if (!position) return this
    const document: CompanyDocument = { id: 'position', is: { type: 'position', position } }
    return new CompanyRows([...this.#documents.values(), document], this.company)
  }

  with(documents: readonly CompanyDocument[]): CompanyRows {
    if (documents.length === 0) return this
    return new CompanyRows([...this.#documents.values(), ...documents])
  }

  /** Rows that are kept beside these, to be let go of when these are all there are. */
  idsBeside(documents: readonly CompanyDocument[]): string[] {
    const ids = new Set(documents.map(({ id }) => id))
    return [...this.#documents.keys()].filter((id) => !ids.has(id) && id !== 'position' && id !== 'notices')
  }

  /** The same company, with other notices. */
  withNotices(notices: readonly Notice[]): CompanyRows {
    return new CompanyRows([...this.#documents.values(), noticesDocument(notices)], this.company)
  }

  /** The documents a page brings; never an older row over a newer one, unless they are all there are. */
  documentsOf({ settings, people, preferences, companyWhole }: PullAnswer): CompanyDocument[] {
    const documents: CompanyDocument[] = [
      ...settings.map((setting) => ({
        id: `setting:${setting.id}`,
        is: { type: 'setting' as const, setting },
      })),
      ...people.map((person) => ({ id: `person:${person.id}`, is: { type: 'person' as const, person } })),
    ]
    if (preferences) documents.push({ id: 'preferences', is: { type: 'preferences', preferences } })
    if (companyWhole) return documents
    return documents.filter(({ id, is }) => versionOf(is) >= versionOf(this.#documents.get(id)?.is))
  }
}

export function noticesDocument(notices: readonly Notice[]): CompanyDocument {
  return { id: 'notices', is: { type: 'notices', notices } }
}

function versionOf(kept: CompanyDocument['is'] | undefined): number {
  switch (kept?.type) {
    case 'setting':
      return kept.setting.version
    case 'person':
      return kept.person.version
    case 'preferences':
      return kept.preferences.version
    case 'notices':
    case 'position':
    case undefined:
      return 0
  }
}
