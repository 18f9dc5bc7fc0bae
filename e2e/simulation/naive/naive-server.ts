import { assign } from '#shared/assignment/assign.ts'
import type { Asked } from '#shared/assignment/conditions.ts'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { holdsOf } from '#shared/clients/scope.ts'
import { createCompany } from '#shared/company/company.ts'
import { defaultSettings } from '#shared/company/default-settings.ts'
import type { Setting } from '#shared/company/settings.ts'
import { withRealCases } from '#shared/journal/aliases.ts'
import { decideOnCompany, decideOnFile, decideOnPerson } from '#shared/journal/decide.ts'
import { type Decided, historyRowOf, outcomeOf } from '#shared/journal/decided.ts'
import type { RowChange } from '#shared/journal/decision.ts'
import { asksFor, openedBy, unknownActions } from '#shared/journal/dependents.ts'
import { type Entry, isByPerson } from '#shared/journal/entry.ts'
import { isOfNoFile, withRow } from '#shared/journal/file-draft.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { findKind } from '#shared/journal/kinds.ts'
import { mayDecide } from '#shared/journal/may.ts'
import { type Outcome, isConclusive } from '#shared/journal/outcome.ts'
import { type Holding, holdingOf, reaches } from '#shared/journal/permissions.ts'
import { type ParkedBecause, WAITS_FOR, findParked, parkedRow } from '#shared/parked/parked.ts'
import type { Person } from '#shared/people/person.ts'
import { type Preferences, defaultPreferences } from '#shared/people/preferences.ts'
import { newFile } from '../../../server/journal/company-memory.ts'
import type { Arrived } from '../world/arrivals.ts'
import { MORE_SETTINGS } from '../world/company.ts'
import { type Build, NEWEST, reads } from '../world/builds.ts'

const LATE_FOR_MS = 30 * 86_400_000
const TIME_ZONE = 'Europe/Paris'
const CLOSED: Outcome = { type: 'refused', refusal: { type: 'closed', by: null, at: null } }
const NOT_ALLOWED: Outcome = { type: 'refused', refusal: { type: 'notAllowed' } }

/** The moments of this history. */
export type VersionRow = { version: number; stamp: string; at: number }

type Standing = 'allowed' | 'late' | 'refused' | { parked: ParkedBecause }

/**
 * A second server, as plain as can be: it takes entries one by one, decides each by the shared rule on a map, and keeps
 * what comes of it. It knows no SQL, no folding, no deltas and no scope table: who held what is looked up in the files as
 * they were then.
 */
export class NaiveServer {
  readonly files = new Map<string, ClientFile>()
  readonly settings = new Map<string, Setting>()
  /** The last answer to every entry. */
  readonly outcomes = new Map<string, Outcome>()
  #people: Person[]
  readonly #preferences = new Map<string, Preferences>()
  readonly #history: HistoryRow[] = []
  readonly #past = new Map<string, { version: number; file: ClientFile }[]>()
  readonly #unopened: { entry: Entry; outcome: Outcome }[] = []

  readonly #versions: readonly VersionRow[]
  /** What it is of until another is deployed. */
  readonly #older: Build

  constructor(people: readonly Person[], versions: readonly VersionRow[], older: Build = NEWEST) {
    this.#versions = versions
    this.#older = older
    this.#people = [...people]
    const card = { name: 'Simulation', currency: 'EUR', timeZone: TIME_ZONE }
    for (const setting of [...defaultSettings(card), ...MORE_SETTINGS]) this.settings.set(setting.id, setting)
  }

  /** Takes one entry that nothing caused, and answers it. */
  take(arrived: Arrived): Outcome {
    const { entry } = arrived
    const outcome = this.#answer(arrived)
    this.outcomes.set(entry.id, outcome)
    if (outcome.type !== 'applied' && outcome.type !== 'noop') this.#unopened.push({ entry, outcome })
    return outcome
  }

  get #company() {
    return createCompany([...this.settings.values()], this.#people)
  }

  #answer(arrived: Arrived): Outcome {
    const { entry, discarded } = arrived
    if (discarded !== null) return { type: 'refused', refusal: { type: 'discarded', reason: discarded } }
    const file = entry.subject.type === 'client' ? this.files.get(entry.subject.id) : undefined
    const standing = this.#standingOf(arrived, file)
    if (standing === 'refused') return NOT_ALLOWED
    if (typeof standing === 'object') return this.#park(arrived, standing.parked)
    if (!this.#reads(arrived, file) || (file && this.#waitsForOpening(arrived, file)))
      return { type: 'deferred' }
    switch (entry.subject.type) {
      case 'client':
        return this.#decideOnFile(arrived, standing === 'late')
      case 'company': {
        const decided = decideOnCompany(entry, this.#contextOf(arrived))
        if (decided.decision.type === 'applied')
          for (const change of decided.decision.rows) this.#putOfCompany(change)
        return outcomeOf(decided.decision)
      }
      case 'person': {
        const { id } = entry.subject
        const before = this.#preferences.get(id) ?? defaultPreferences(id)
        const { decision } = decideOnPerson(entry, before, this.#contextOf(arrived))
        if (decision.type === 'applied')
          for (const change of decision.rows)
            if (change.table === 'preferences') this.#preferences.set(id, change.row)
        return outcomeOf(decision)
      }
    }
  }

  /** Whether the build it is of then knows all of it, and of the wish it answers. */
  #reads({ entry, byOlder }: Arrived, file: ClientFile | undefined): boolean {
    const build = byOlder ? this.#older : NEWEST
    // What is about something else than its kind is refused for that, in whatever version it is.
    const isMisplaced =
      build.get(entry.kind) !== 'lacked' && findKind(entry.kind)?.subject !== entry.subject.type
    return isMisplaced || (reads(build, entry) && (!file || reads(build, asksFor(entry, file))))
  }

  /** It works on an action that nobody knows, and something of its author's that nobody can read yet may open it. */
  #waitsForOpening({ entry, decidedAgain }: Arrived, file: ClientFile): boolean {
    const asked = withRealCases(asksFor(entry, file), file)
    const read = findKind(asked.kind)?.read(asked)
    const unknown = read && 'touched' in read ? unknownActions(read.touched, file) : []
    if (unknown.length === 0 || unknown.some((id) => this.#refusedOpening(id, entry))) return false
    return this.#unopened.some(
      ({ entry: other }) =>
        other.id !== entry.id &&
        !decidedAgain.has(other.id) &&
        other.by === asked.by &&
        JSON.stringify(other.subject) === JSON.stringify(entry.subject) &&
        this.outcomes.get(other.id)?.type === 'deferred',
    )
  }

  #decideOnFile(arrived: Arrived, late: boolean): Outcome {
    const { entry, occurred, received } = arrived
    const id = entry.subject.type === 'client' ? entry.subject.id : ''
    const file = this.files.get(id) ?? (entry.kind === 'items.imported' ? newFile(id).file : undefined)
    if (!file) return { type: 'refused', refusal: { type: 'notFound', what: 'client' } }
    const { decided } = decideOnFile(entry, file, 'client', this.#contextOf(arrived))
    const [first] = decided
    if (!first) return { type: 'deferred' }
    if (first.decision.type === 'parked') return this.#park(arrived, first.decision.because)
    for (const one of decided) {
      this.#keep(id, file, one, arrived)
      const told = historyRowOf(one, {
        number: null,
        occurred,
        receivedAt: received,
        late,
        version: arrived.version,
      })
      if (told) this.#history.push(told)
    }
    const outcome = outcomeOf(first.decision)
    return outcome.type === 'applied' && late ? { ...outcome, late } : outcome
  }

  /** What one decision leaves behind: rows, and answers to entries that had waited. */
  #keep(
    clientId: string,
    before: ClientFile,
    { decision, entry, cause }: Decided,
    { version }: Arrived,
  ): void {
    const file = this.files.get(clientId) ?? before
    const wasParked = cause !== null && findParked(file, entry.id) !== undefined
    const rows = decision.type === 'applied' || decision.type === 'noop' ? (decision.rows ?? []) : []
    this.#put(clientId, file, rows, version)
    if (decision.type === 'applied')
      for (const { entryId, refusal } of decision.ends ?? [])
        this.outcomes.set(entryId, { type: 'refused', refusal })
    if (!wasParked) return
    const outcome = outcomeOf(decision)
    this.outcomes.set(entry.id, isConclusive(outcome) ? outcome : CLOSED)
  }

  #putOfCompany(change: RowChange): void {
    if (change.table === 'settings') this.settings.set(change.row.id, change.row)
    if (change.table === 'people')
      this.#people = this.#people.map((person) => (person.id === change.row.id ? change.row : person))
  }

  #put(clientId: string, before: ClientFile, rows: readonly RowChange[], version: number): void {
    let file = before
    for (const change of rows)
      if (!isOfNoFile(change))
        file = withRow(file, { ...change, row: { ...change.row, version } } as typeof change)
    if (file === before) return
    this.files.set(clientId, file)
    this.#past.set(clientId, [...(this.#past.get(clientId) ?? []), { version, file }])
  }

  #park({ entry, occurred, received, version }: Arrived, because: ParkedBecause): Outcome {
    const { subject } = entry
    const file = subject.type === 'client' ? this.files.get(subject.id) : undefined
    if (file && subject.type === 'client') {
      const real = withRealCases(entry, file)
      const read = findKind(entry.kind)?.read(real)
      const touched = read && 'touched' in read ? read.touched : {}
      const today = dayIn(TIME_ZONE, received)
      const row = parkedRow({ ...real, subject }, touched, file, { because, at: occurred, today })
      this.#put(subject.id, file, [{ table: 'parked', row }], version)
    }
    return { type: 'parked', for: WAITS_FOR[because] }
  }

  #contextOf({ entry, occurred }: Arrived) {
    return {
      company: this.#company,
      at: occurred,
      occurred,
      historyOf: (id: string) => this.#toldOf(id),
      assign: (asked: Asked, on: CalendarDay) => assign(asked, this.#people, this.#loads(), on),
      refusedOpening: (actionId: string) => this.#refusedOpening(actionId, entry),
    }
  }

  /** How many open cases everybody resolves, counted in all files. */
  #loads(): Map<string, number> {
    const loads = new Map<string, number>()
    for (const { actions } of this.files.values())
      for (const { resolverId, closedOn, removed } of actions)
        if (resolverId !== null && closedOn === null && !removed)
          loads.set(resolverId, (loads.get(resolverId) ?? 0) + 1)
    return loads
  }

  /** The last of the author's refused entries that was to open an action. */
  #refusedOpening(actionId: string, { by, subject, kind, data }: Entry): string | undefined {
    const author = kind === 'parked.accepted' ? this.#authorOfWish(subject, data) : by
    return this.#unopened.findLast(
      ({ entry, outcome }) =>
        entry.by === author &&
        JSON.stringify(entry.subject) === JSON.stringify(subject) &&
        (this.outcomes.get(entry.id) ?? outcome).type === 'refused' &&
        openedBy(entry, findKind) === actionId,
    )?.entry.id
  }

  #authorOfWish(subject: Entry['subject'], data: unknown): string | undefined {
    const file = subject.type === 'client' ? this.files.get(subject.id) : undefined
    return file && findParked(file, (data as { parkedId: string }).parkedId)?.by
  }

  #standingOf(
    { entry: asMade, occurred, received, version, adoptedBy, byOlder }: Arrived,
    file: ClientFile | undefined,
  ): Standing {
    const entry = file ? withRealCases(asMade, file) : asMade
    const kind = findKind(entry.kind)
    const isUnknown = byOlder && this.#older.get(entry.kind) === 'lacked'
    if (!isByPerson(entry) || !kind || isUnknown) return 'allowed'
    const actor = this.#people.find(({ id }) => id === (adoptedBy ?? entry.by))
    if (!actor) return 'refused'
    const { role } = actor
    const reach = kind.may[role]
    if (entry.subject.type !== 'client')
      return reach === 'everywhere' || reach === 'self' ? 'allowed' : 'refused'
    const read = file && kind.read(entry)
    if (!file || !read || !('touched' in read)) return 'allowed'
    if (byOlder && !reads(this.#older, entry)) return 'allowed'
    const told =
      entry.kind === 'entry.undone' ? this.#toldOf((entry.data as { entryId: string }).entryId) : []
    const actionIds = [...new Set(told.flatMap(({ actionId }) => actionId ?? []))]
    const undone = actionIds.length > 0 ? { actionIds } : { itemIds: told.flatMap(({ itemIds }) => itemIds) }
    const touched = told.length > 0 ? undone : read.touched
    const holding = holdingOf(actor, file)
    const asked = asksFor(entry, file)
    const isUnread = (one: Entry) => byOlder && !reads(this.#older, one)
    if (reaches(reach, holding, touched, file))
      return asked === entry || isUnread(asked) || mayDecide(asked, role, holding, file)
        ? 'allowed'
        : 'refused'
    if (adoptedBy !== null) return 'refused'
    if (!reaches(reach, this.#heldThen(entry, occurred, version), touched, file)) return 'refused'
    if (asked !== entry || entry.kind === 'parked.declined') return 'refused'
    if (!kind.additive) return { parked: 'moved' }
    return received - occurred <= LATE_FOR_MS ? 'late' : { parked: 'late' }
  }

  /** What the author held of the file at the version they had seen. */
  #heldThen({ by, seen, subject }: Entry, occurred: number, decidedIn: number): Holding {
    // What came after it was not there to be asked, though it may be of the same millisecond.
    const before = this.#versions.filter(({ version }) => version < decidedIn)
    const isOfThisHistory = this.#versions.some(
      ({ version, stamp }) => version === seen.version && stamp === seen.stamp,
    )
    const seenVersion = isOfThisHistory
      ? seen.version
      : (before.findLast(({ at }) => at <= occurred)?.version ?? 0)
    const past = subject.type === 'client' ? (this.#past.get(subject.id) ?? []) : []
    const then = past.findLast(({ version }) => version <= seenVersion)
    // Whoever made it was at work then.
    const people = new Map(
      this.#people.map((person) => [person.id, person.id === by ? { ...person, active: true } : person]),
    )
    const held = then ? holdsOf(then.file, people, true).filter(({ personId }) => personId === by) : []
    const person = people.get(by)
    return {
      wholeFile: held.some(({ kind }) => kind === 'client'),
      cases: new Set(held.filter(({ kind }) => kind === 'case').map(({ fileId }) => fileId)),
      toDos: then && person && held.length > 0 ? holdingOf(person, then.file).toDos : new Set(),
    }
  }

  #toldOf(entryId: string): HistoryRow[] {
    const ids = new Set([entryId])
    return this.#history.filter((row) => {
      const belongs = ids.has(row.id) || (row.cause !== null && ids.has(row.cause))
      if (belongs) ids.add(row.id)
      return belongs
    })
  }
}
