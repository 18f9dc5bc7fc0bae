import { findItem } from '#shared/clients/client-file.ts'
import { type Company, createCompany } from '#shared/company/company.ts'
import type { Setting } from '#shared/company/settings.ts'
import { figuresAfter } from '#shared/figures/client-figures.ts'
import {
  decideOnCompany,
  decideOnFile,
  decideOnPerson,
  type Decided,
  historyRowOf,
  outcomeOf,
} from '#shared/journal/decide.ts'
import { refuse, type RowChange } from '#shared/journal/decision.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { withRow } from '#shared/journal/file-draft.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { holdingOf } from '#shared/journal/permissions.ts'
import { HOLDS_ALL } from '#shared/people/person.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { type Preferences, defaultPreferences } from '#shared/people/preferences.ts'
import type { ServerFile } from './file-rows.ts'
import { undoneIdOf } from './told.ts'

/** An entry as it came in: when it is taken to have occurred, and what its author may still do with it. */
export type Arrival = {
  entry: Entry
  sentAt: number
  receivedAt: number
  occurred: number
  stream: { id: string; n: number } | null
  /** `late`: allowed only when it was made, and only adds. `parked`: allowed only when it was made. */
  standing: 'allowed' | 'late' | 'parked' | 'refused' | { refused: Outcome }
}

export type StoredEntry = {
  arrival: Arrival
  entry: Entry
  cause: string | null
  outcome: Outcome
  position: number
}

type Start = {
  company: Company
  files: ReadonlyMap<string, ServerFile>
  preferences: ReadonlyMap<string, Preferences>
  historyOf: (entryId: string) => readonly HistoryRow[] | undefined
}

/**
 * One transaction's worth of decisions, in memory: entries are decided one after another on what the ones before them
 * left behind. Nothing is written here; what there is to write is read off at the end.
 */
export class Round {
  company: Company
  readonly stored: StoredEntry[] = []
  readonly history: HistoryRow[] = []
  readonly #before: ReadonlyMap<string, ServerFile>
  readonly #files = new Map<string, ServerFile>()
  readonly #preferences: Map<string, Preferences>
  readonly #rows = new Map<string, RowChange>()
  readonly #historyOf: Start['historyOf']

  constructor({ company, files, preferences, historyOf }: Start) {
    this.company = company
    this.#before = files
    this.#preferences = new Map(preferences)
    this.#historyOf = historyOf
  }

  /** The file as it stands in this round. */
  file(clientId: string): ServerFile | undefined {
    return this.#files.get(clientId) ?? this.#before.get(clientId)
  }

  decide(arrival: Arrival): Outcome {
    const { entry, standing } = arrival
    if (typeof standing === 'object') return this.#store(arrival, entry, null, standing.refused)
    if (standing === 'refused')
      return this.#store(arrival, entry, null, { type: 'refused', refusal: { type: 'notAllowed' } })
    if (standing === 'parked') return this.#store(arrival, entry, null, { type: 'parked', for: 'newOwner' })

    const [first, ...caused] = this.#decided(arrival)
    const outcome = this.#take(arrival, first)
    for (const decided of caused) this.#take(arrival, decided)
    return outcome
  }

  #decided(arrival: Arrival): [Decided, ...Decided[]] {
    const { entry, occurred } = arrival
    const context = {
      company: this.company,
      at: occurred,
      occurred,
      historyOf: (id: string) => this.#toldOf(id),
    }
    switch (entry.subject.type) {
      case 'client': {
        const server = this.file(entry.subject.id)
        if (!server) return [{ entry, cause: null, decision: refuse({ type: 'notFound', what: 'client' }) }]
        const { decided } = decideOnFile(entry, server.file, 'client', context)
        const [first, ...caused] = decided
        return first ? [first, ...caused] : [{ entry, cause: null, decision: { type: 'unknown' } }]
      }
      case 'company':
        return [decideOnCompany(entry, context)]
      case 'person': {
        const { id } = entry.subject
        if (id !== entry.by) return [{ entry, cause: null, decision: refuse({ type: 'notAllowed' }) }]
        return [decideOnPerson(entry, this.#preferences.get(id) ?? defaultPreferences(id), context)]
      }
    }
  }

  #take(arrival: Arrival, decided: Decided): Outcome {
    const { decision, entry, cause } = decided
    const late = arrival.standing === 'late'
    if (decision.type === 'applied') {
      this.#apply(entry, decision.rows)
      const { occurred, receivedAt } = arrival
      const row = historyRowOf(decided, { number: null, occurred, receivedAt, late, version: 0 })
      if (row) this.history.push(row)
    }
    const outcome = this.#forAuthor(entry, outcomeOf(decision))
    return this.#store(
      arrival,
      entry,
      cause,
      outcome.type === 'applied' && late ? { ...outcome, late } : outcome,
    )
  }

  /** No answer names a case its author does not hold. */
  #forAuthor({ by, subject }: Entry, outcome: Outcome): Outcome {
    if (outcome.type !== 'refused' || outcome.refusal.type !== 'inOtherAction') return outcome
    const file = subject.type === 'client' ? this.file(subject.id)?.file : undefined
    const role = this.company.people.get(by)?.role
    const { actionId } = outcome.refusal
    const holding = file && holdingOf(by, file)
    const mayKnow =
      (role && HOLDS_ALL[role]) || holding?.wholeFile || (actionId && holding?.cases.has(actionId))
    return mayKnow ? outcome : { ...outcome, refusal: { ...outcome.refusal, actionId: null } }
  }

  #store(arrival: Arrival, entry: Entry, cause: string | null, outcome: Outcome): Outcome {
    this.stored.push({ arrival, entry, cause, outcome, position: this.stored.length })
    return outcome
  }

  #apply(entry: Entry, rows: readonly RowChange[]): void {
    for (const change of rows) {
      this.#rows.set(`${change.table}/${change.row.id}`, change)
      if (change.table === 'preferences') this.#preferences.set(change.row.id, change.row)
      else if (change.table === 'settings') this.#setSetting(change.row)
    }
    if (entry.subject.type !== 'client') return
    const server = this.file(entry.subject.id)
    if (!server) return
    let { file, figures } = server
    for (const change of rows) {
      if (change.table === 'settings' || change.table === 'preferences') continue
      if (change.table === 'items')
        figures = figuresAfter(figures, findItem(file, change.row.id), change.row, this.company)
      file = withRow(file, change)
    }
    this.#files.set(entry.subject.id, { file, figures })
  }

  #setSetting(setting: Setting): void {
    const settings = new Map(this.company.settings).set(setting.id, setting)
    this.company = createCompany([...settings.values()], [...this.company.people.values()])
  }

  /** For an undo: the history of what it undoes. */
  toldOf(entry: Entry): readonly HistoryRow[] {
    const undone = undoneIdOf(entry)
    return undone === null ? [] : (this.#toldOf(undone) ?? [])
  }

  #toldOf(entryId: string): readonly HistoryRow[] | undefined {
    const own = this.history.filter((row) => row.id === entryId)
    if (own.length === 0) return this.#historyOf(entryId)
    const told = [...own]
    const ids = new Set([entryId])
    for (const row of this.history)
      if (row.cause !== null && ids.has(row.cause)) {
        told.push(row)
        ids.add(row.id)
      }
    return told
  }

  /** Rows to write, each as it ended. */
  get rows(): RowChange[] {
    return [...this.#rows.values()]
  }

  /** The files that changed, before and after. */
  get changedFiles(): { clientId: string; before: ServerFile | undefined; after: ServerFile }[] {
    return [...this.#files].map(([clientId, after]) => ({
      clientId,
      before: this.#before.get(clientId),
      after,
    }))
  }

  get isCompanyChanged(): boolean {
    return this.rows.some(({ table }) => table === 'settings')
  }
}
