import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import { type Action, isOpenAction } from '#shared/actions/action.ts'
import { type Loads, assign } from '#shared/assignment/assign.ts'
import type { Asked } from '#shared/assignment/conditions.ts'
import { type ClientFile, findAction, findItem } from '#shared/clients/client-file.ts'
import { type Company, createCompany } from '#shared/company/company.ts'
import type { Setting } from '#shared/company/settings.ts'
import { figuresAfter } from '#shared/figures/client-figures.ts'
import { decideOnCompany, decideOnFile, decideOnPerson } from '#shared/journal/decide.ts'
import { type Decided, historyRowOf, outcomeOf } from '#shared/journal/decided.ts'
import { refuse, type RowChange } from '#shared/journal/decision.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { isOfNoFile, withRow } from '#shared/journal/file-draft.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { withRealCases } from '#shared/journal/aliases.ts'
import { findKind } from '#shared/journal/kinds.ts'
import { holdingOf, knowsAction } from '#shared/journal/permissions.ts'
import { HOLDS_ALL, type Person } from '#shared/people/person.ts'
import { type Outcome, isConclusive } from '#shared/journal/outcome.ts'
import { type ParkedBecause, WAITS_FOR, findParked, parkedRow } from '#shared/parked/parked.ts'
import { type Preferences, defaultPreferences } from '#shared/people/preferences.ts'
import type { ServerFile } from './file-rows.ts'
import type { LostOpenings } from './lost-openings.ts'
import { undoneIdOf } from './told.ts'

/** An entry as it came in: when it is taken to have occurred, and what its author may still do with it. */
export type Arrival = {
  entry: Entry
  sentAt: number
  receivedAt: number
  occurred: number
  stream: { id: string; n: number } | null
  /** Who took it over for its author; the history names both. */
  adoptedBy: string | null
  /** `late`: allowed only when it was made, and only adds. `parked`: allowed only when it was made. */
  standing: 'allowed' | 'late' | 'refused' | { parked: ParkedBecause } | { refused: Outcome }
  /** Why an action it names is not there. */
  lost: LostOpenings
  /** It is stored already, as deferred. */
  redecided: boolean
}

/** The final answer to an entry that had been parked or deferred. */
export type Ending = {
  entryId: string
  by: string
  outcome: Outcome
  position: number
  /** The entry as it is read now, where it could not be read before. */
  entry: Entry | null
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
  /** Open cases by resolver, where new disputes are assigned. */
  loads: Loads | null
}

/** A wish that was accepted is decided at once, whatever it met. */
const CAME_TO_NOTHING: Outcome = { type: 'refused', refusal: { type: 'closed', by: null, at: null } }

function namedCase(outcome: Outcome): string | null {
  switch (outcome.type) {
    case 'applied':
    case 'noop':
      return outcome.joined ?? null
    case 'refused':
      return outcome.refusal.type === 'inOtherAction' ? outcome.refusal.actionId : null
    case 'parked':
    case 'deferred':
      return null
  }
}

function isKnownTo(person: Person, actionId: string, file: ClientFile): boolean {
  const holding = holdingOf(person, file)
  return holding.wholeFile || knowsAction(holding, actionId, file)
}

/** An opening that was joined to a case its author may not see is refused as if there were no telling which. */
function withoutCase(outcome: Outcome): Outcome {
  if (outcome.type === 'applied') {
    const { joined, ...known } = outcome
    return joined === undefined ? outcome : known
  }
  return {
    type: 'refused',
    refusal:
      outcome.type === 'refused' && outcome.refusal.type === 'inOtherAction'
        ? { ...outcome.refusal, actionId: null }
        : { type: 'inOtherAction', itemIds: [], actionId: null },
  }
}

/**
 * One transaction's worth of decisions, in memory: entries are decided one after another on what the ones before them
 * left behind. Nothing is written here; what there is to write is read off at the end.
 */
export class Round {
  company: Company
  readonly stored: StoredEntry[] = []
  readonly endings: Ending[] = []
  readonly history: HistoryRow[] = []
  readonly #before: ReadonlyMap<string, ServerFile>
  readonly #files = new Map<string, ServerFile>()
  readonly #preferences: Map<string, Preferences>
  readonly #rows = new Map<string, RowChange>()
  readonly #historyOf: Start['historyOf']
  readonly #loads: Map<string, number> | null
  /** People as they were before this round. */
  readonly peopleBefore: ReadonlyMap<string, Person>

  constructor({ company, files, preferences, historyOf, loads }: Start) {
    this.company = company
    this.#before = files
    this.#preferences = new Map(preferences)
    this.#historyOf = historyOf
    this.#loads = loads && new Map(loads)
    this.peopleBefore = company.people
  }

  /** The file as it stands in this round. */
  file(clientId: string): ServerFile | undefined {
    return this.#files.get(clientId) ?? this.#before.get(clientId)
  }

  decide(arrival: Arrival): Outcome {
    const { entry, standing } = arrival
    if (typeof standing === 'object' && 'refused' in standing)
      return this.#store(arrival, entry, null, standing.refused)
    if (standing === 'refused')
      return this.#store(arrival, entry, null, { type: 'refused', refusal: { type: 'notAllowed' } })
    if (typeof standing === 'object' && 'parked' in standing) return this.#park(arrival, standing.parked)
    if (arrival.lost.isDeferred) return this.#store(arrival, entry, null, { type: 'deferred' })

    const [first, ...caused] = this.#decided(arrival)
    const outcome = this.#take(arrival, first)
    for (const decided of caused) this.#take(arrival, decided)
    return outcome
  }

  #decided(arrival: Arrival): [Decided, ...Decided[]] {
    const { entry, occurred } = arrival
    const { company } = this
    const loads = this.#loads
    const context = {
      company,
      at: occurred,
      occurred,
      historyOf: (id: string) => this.#toldOf(id),
      assign: loads
        ? (asked: Asked, on: CalendarDay) => assign(asked, company.people.values(), loads, on)
        : undefined,
      refusedOpening: (id: string) => arrival.lost.refused.get(id),
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
    if (decision.type === 'parked' && cause === null) return this.#park(arrival, decision.because)
    const outcome = this.#forAuthor(entry, outcomeOf(decision))
    if (decision.type === 'noop' && decision.rows && outcome.type === 'noop')
      this.#apply(entry, decision.rows)
    if (decision.type === 'applied') {
      this.#apply(entry, decision.rows)
      for (const { entryId, refusal } of decision.ends ?? [])
        this.#end(entryId, entry, { type: 'refused', refusal })
      const { occurred, receivedAt } = arrival
      const row = historyRowOf(decided, { number: null, occurred, receivedAt, late, version: 0 })
      if (row) this.history.push(cause === null ? withAdopter(row, arrival.adoptedBy) : row)
    }
    const answer = outcome.type === 'applied' && late ? { ...outcome, late } : outcome
    return cause !== null && this.#isParked(entry)
      ? this.#end(entry.id, entry, isConclusive(answer) ? answer : CAME_TO_NOTHING)
      : this.#store(arrival, entry, cause, answer)
  }

  /** The entry waits in its file for whoever is in charge. */
  #park(arrival: Arrival, because: ParkedBecause): Outcome {
    const { entry, occurred, receivedAt } = arrival
    const { subject } = entry
    const file = subject.type === 'client' ? this.file(subject.id)?.file : undefined
    if (file && subject.type === 'client') {
      const real = withRealCases(entry, file)
      const read = findKind(entry.kind)?.read(real)
      const touched = read && 'touched' in read ? read.touched : {}
      const today = dayIn(this.company.timeZone, receivedAt)
      const row = parkedRow({ ...real, subject }, touched, file, { because, at: occurred, today })
      this.#apply(entry, [{ table: 'parked', row }])
    }
    return this.#store(arrival, entry, null, {
      type: 'parked',
      for: WAITS_FOR[because],
    })
  }

  /** Whether an entry that something caused is one that had waited: it is stored already, and gets its answer now. */
  #isParked({ id, subject }: Entry): boolean {
    const file = subject.type === 'client' ? this.file(subject.id)?.file : undefined
    return file !== undefined && findParked(file, id) !== undefined
  }

  #end(entryId: string, { subject }: Entry, outcome: Outcome): Outcome {
    const file = subject.type === 'client' ? this.file(subject.id)?.file : undefined
    const by = (file && findParked(file, entryId)?.by) ?? ''
    this.endings.push({ entryId, by, outcome, position: this.#position, entry: null })
    return outcome
  }

  /** No answer names a case its author does not hold. */
  #forAuthor({ by, subject }: Entry, outcome: Outcome): Outcome {
    const actionId = namedCase(outcome)
    if (actionId === null) return outcome
    const file = subject.type === 'client' ? this.file(subject.id)?.file : undefined
    const person = this.company.people.get(by)
    const mayKnow = person && (HOLDS_ALL[person.role] || (file && isKnownTo(person, actionId, file)))
    return mayKnow ? outcome : withoutCase(outcome)
  }

  #store(arrival: Arrival, entry: Entry, cause: string | null, outcome: Outcome): Outcome {
    const position = this.#position
    if (cause !== null || !arrival.redecided) this.stored.push({ arrival, entry, cause, outcome, position })
    else if (outcome.type !== 'deferred')
      this.endings.push({ entryId: entry.id, by: entry.by, outcome, position, entry })
    return outcome
  }

  get #position(): number {
    return this.stored.length + this.endings.length
  }

  /** Entries that this round has answered, with their answers. */
  get answered(): { entry: Entry; outcome: Outcome }[] {
    const readAnew = this.endings.flatMap(({ entry, outcome }) => (entry ? [{ entry, outcome }] : []))
    return [...this.stored, ...readAnew]
  }

  #apply(entry: Entry, rows: readonly RowChange[]): void {
    for (const change of rows) {
      this.#rows.set(`${change.table}/${change.row.id}`, change)
      if (change.table === 'preferences') this.#preferences.set(change.row.id, change.row)
      else if (change.table === 'settings') this.#setSetting(change.row)
      else if (change.table === 'people') this.#setPerson(change.row)
    }
    if (entry.subject.type !== 'client') return
    const server = this.file(entry.subject.id)
    if (!server) return
    let { file, figures } = server
    for (const change of rows) {
      if (isOfNoFile(change)) continue
      if (change.table === 'items')
        figures = figuresAfter(figures, findItem(file, change.row.id), change.row, this.company)
      if (change.table === 'actions') this.#weigh(findAction(file, change.row.id), change.row)
      file = withRow(file, change)
    }
    this.#files.set(entry.subject.id, { file, figures })
  }

  /** Who resolves one case more or less by what was just decided. */
  #weigh(before: Action | undefined, after: Action): void {
    const [was, is] = [before, after].map((action) =>
      action && isOpenAction(action) ? action.resolverId : null,
    )
    if (!this.#loads || was === is) return
    if (was) this.#loads.set(was, (this.#loads.get(was) ?? 1) - 1)
    if (is) this.#loads.set(is, (this.#loads.get(is) ?? 0) + 1)
  }

  #setSetting(setting: Setting): void {
    const settings = new Map(this.company.settings).set(setting.id, setting)
    this.company = createCompany([...settings.values()], [...this.company.people.values()])
  }

  #setPerson(person: Person): void {
    const people = new Map(this.company.people).set(person.id, person)
    this.company = { ...this.company, people }
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
    return this.rows.some(({ table }) => table === 'settings' || table === 'people')
  }

  /** People whose row this round writes. */
  get people(): Person[] {
    return this.rows.flatMap((change) => (change.table === 'people' ? [change.row] : []))
  }
}

function withAdopter(row: HistoryRow, adoptedBy: string | null): HistoryRow {
  return adoptedBy === null ? row : { ...row, details: { ...row.details, adoptedBy } }
}
