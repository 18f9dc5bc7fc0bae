import { type ShallowRef, shallowRef } from 'vue'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Person } from '#shared/people/person.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { Ports } from '../session/ports.ts'
import { betweenPages } from '../tabs/page-lock.ts'
import type { Position } from './collections.ts'
import { CompanyRows } from './company-rows.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { type Expectation, Expected } from './expected.ts'
import type { FileId } from './file-id.ts'
import { FileSummaries } from './file-summaries.ts'
import { FilesAtHand } from './files-at-hand.ts'
import { learnKindsFor } from './kinds-here.ts'
import { overlaidCompany, overlaidPreferences } from './overlay-company.ts'
import { asSeenFrom, clientSubjects } from './pending.ts'
import { changedSince } from './changed.ts'
import { isSamePart } from './parts.ts'
import { pageAhead } from './page-ahead.ts'
import type { ReplicaStore } from './replica-store.ts'
import type { SeenFile, Snapshot } from './snapshot.ts'

/** Before all that the position remembers. */
const UNKNOWN_PAGE = -2

/**
 * What this tab shows: replica and outbox read at one moment, between pages, and put before the screen in one step.
 * Nobody else reads them for the screen.
 */
export class ReplicaView {
  readonly snapshot: Readonly<ShallowRef<Snapshot>>
  #snapshot: ShallowRef<Snapshot>
  #store: ReplicaStore
  #next: ReplicaStore | null = null
  #outbox: Outbox
  #ports: Ports
  #me: Person
  #rows = new CompanyRows([])
  #summaries = new FileSummaries()
  #files = new FilesAtHand()
  #watched = new Map<FileId, number>()
  #page = -1
  /** The page that is shown before it is known to be written: should there be another in its place, all is read anew. */
  #ahead: Position | null = null
  #isReading = false
  /** What is above is in part of another page than the rest: nothing is shown from it. */
  #isMixed = true
  #expected = new Expected()
  /** The outbox as last read. */
  #records: readonly OutboxRecord[] = []
  /** What the screen was made of. */
  #shownOf: { page: number; records: readonly OutboxRecord[] } | null = null
  /** How many refreshes were asked for, and how many of them the screen answers. */
  #asked = 0
  #shown = 0
  #isClosed = false
  /** What to add to this device's clock for the day: it may be off by more than a little. */
  clockOffMs: () => number = () => 0
  #running: Promise<void> | null = null

  constructor(store: ReplicaStore, outbox: Outbox, ports: Ports, me: Person) {
    this.#store = store
    this.#outbox = outbox
    this.#ports = ports
    this.#me = me
    this.#snapshot = shallowRef(emptySnapshot(me, dayIn('UTC', ports.clock.now())))
    this.snapshot = this.#snapshot
  }

  /** From the next look on another replica is shown, the first time as a whole. */
  show(store: ReplicaStore): void {
    this.#next = store
  }

  /**
   * Reads anew what changed, in the replica by its pages and in the outbox, and moves the screen once. Resolves when
   * the screen shows at least what was on disk at the call.
   */
  async refresh(): Promise<void> {
    const mine = ++this.#asked
    while (this.#shown < mine && !this.#isClosed) {
      this.#running ??= this.#read().finally(() => (this.#running = null))
      await this.#running
    }
  }

  /** As `refresh`, for those who only pass on a hint: what fails is reported, and the screen keeps what it shows. */
  follow(): void {
    this.refresh().catch(this.#ports.report)
  }

  /**
   * Shows entries while they are written: what is here already, with them on top. Whoever writes them says how that went,
   * and asks for a refresh once they are kept.
   */
  expect(entries: readonly Entry[]): Expectation {
    const added = this.#expected.add(this.#me.id, entries)
    const isShown = this.#holdsFilesOf(entries) && this.#move()
    return {
      isShown,
      keep: () => {
        for (const one of added) one.isKept = true
        if (isShown) this.#move()
      },
      takeBack: () => {
        this.#expected.forget(added)
        if (isShown) this.#move()
      },
    }
  }

  /**
   * Shows a page that is about to be written, if the screen stands where it was asked from and memory has all it needs;
   * if not, the screen follows when it is written. Only the tab that writes it does this.
   */
  showAhead(page: PullAnswer, { store, cursor }: { store: ReplicaStore; cursor: string | null }): void {
    const { company, position } = this.#rows
    const isHere = this.#store === store && !this.#next && !this.#ahead
    const isSteady = !this.#isReading && !this.#isMixed && !this.#isClosed
    if (!isHere || !isSteady || !company || position?.cursor !== cursor || position.page !== this.#page)
      return
    // Should the page not name what was answered, it is sent again, and must not be gone meanwhile.
    if (this.#records.some(({ version }) => version !== null && version > position.reached)) return
    const nowMs = this.#ports.clock.now()
    const today = this.dayOf(company)
    const ahead = pageAhead(page, position, this.#files.read, company, today, nowMs)
    if (!ahead) return
    for (const [fileId, loaded] of ahead.files) {
      const { stored } = loaded
      if (stored !== this.#files.read.get(fileId)?.stored)
        this.#summaries.take(fileId, stored, company, today)
      this.#files.take(fileId, loaded)
    }
    this.#rows = this.#rows.withPosition(ahead.position)
    this.#page = ahead.position.page
    this.#ahead = ahead.position
    this.#shownOf = null
    this.#move()
  }

  /** The page that was shown ahead may not have been written: the next look reads what was. */
  mistrust(): void {
    if (this.#ahead) this.#page = UNKNOWN_PAGE
  }

  #holdsFilesOf(entries: readonly Entry[]): boolean {
    return entries.every(
      ({ subject }) =>
        subject.type !== 'client' ||
        this.#summaries.fileIdsOf(subject.id).every((fileId) => this.#files.read.get(fileId)),
    )
  }

  /** Moves the screen by what is here, without a look at the disk; false when that is not of one moment. */
  #move(): boolean {
    if (this.#isMixed || this.#isClosed || !this.#rows.company) return false
    try {
      this.#snapshot.value = this.#composed()
      return true
    } catch (error) {
      // The tap that asked for it is kept all the same.
      this.#ports.report(error)
      return false
    }
  }

  /** Runs, while no page is written, when the screen shows what is on disk; not at all when it shows something else. */
  async whileCurrent(run: () => Promise<void>): Promise<void> {
    if (this.#isClosed) return
    await betweenPages(this.#ports, this.#me.id, false, async () => {
      const [records, position] = await Promise.all([this.#outbox.all(), this.#store.position()])
      const of = this.#shownOf
      const isCurrent = of !== null && of.page === position?.page && isSamePart(of.records, records)
      if (isCurrent && this.#expected.isEmpty() && !this.#next && !this.#isClosed) await run()
    })
  }

  /** Reads no more; resolves when nothing is being read. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running?.catch(() => undefined)
  }

  /** Keeps a file in the snapshot until the returned function is called. */
  watchFile(fileId: FileId): () => void {
    this.#watched.set(fileId, (this.#watched.get(fileId) ?? 0) + 1)
    if (!this.#snapshot.value.files.has(fileId)) this.follow()
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      const count = (this.#watched.get(fileId) ?? 1) - 1
      if (count > 0) this.#watched.set(fileId, count)
      else this.#watched.delete(fileId)
    }
  }

  /** Files of clients as one sees them, all read together for decisions; those not held are left out. */
  async filesOfClients(clientIds: readonly string[]): Promise<ReadonlyMap<string, SeenFile[]>> {
    const fileIds = new Map(
      clientIds.map((clientId) => [clientId, this.#summaries.fileIdsToDecideOn(clientId)]),
    )
    const all = [...fileIds.values()].flat()
    const releases = all.map((fileId) => this.watchFile(fileId))
    try {
      if (all.some((fileId) => !this.#snapshot.value.files.has(fileId))) await this.refresh()
    } finally {
      releases.forEach((release) => release())
    }
    const { files } = this.#snapshot.value
    return new Map(
      [...fileIds].map(([clientId, ids]) => [clientId, ids.flatMap((fileId) => files.get(fileId) ?? [])]),
    )
  }

  async filesOfClient(clientId: string): Promise<SeenFile[]> {
    return (await this.filesOfClients([clientId])).get(clientId) ?? []
  }

  /** The day in the company's time zone. */
  dayOf = ({ timeZone }: Company): CalendarDay => dayIn(timeZone, this.#ports.clock.now() + this.clockOffMs())

  /** Moves the screen when the company's day has turned; true when it has. */
  turnDay(): boolean {
    const { company, today } = this.#snapshot.value
    if (!company || this.dayOf(company) === today) return false
    this.follow()
    return true
  }

  async #read(): Promise<void> {
    // A screen that shows something can wait; one that shows nothing must not, whoever holds the lock.
    const isUrgent = !this.#snapshot.value.isReady
    await betweenPages(this.#ports, this.#me.id, isUrgent, async () => {
      // Who asks from here on may have changed something after it was read.
      const asked = this.#asked
      this.#isReading = true
      await this.#readBetweenPages().finally(() => (this.#isReading = false))
      this.#snapshot.value = this.#composed()
      this.#shownOf = { page: this.#page, records: this.#records }
      this.#shown = asked
    })
  }

  async #readBetweenPages(): Promise<void> {
    if (this.#next) {
      this.#store = this.#next
      this.#next = null
      this.#page = -1
    }
    const kept = this.#expected.kept()
    const [all, position] = await Promise.all([this.#outbox.all(), this.#store.position()])
    await learnKindsFor(all.map(({ entry }) => entry)).catch(this.#ports.report)
    const changed = changedSince(this.#isAsAhead(position) ? this.#page : UNKNOWN_PAGE, position)
    this.#isMixed ||= changed.company || changed.files === 'all' || changed.files.length > 0
    const [rows] = await Promise.all([
      changed.company ? this.#store.companyRows() : this.#rows.withPosition(position),
      this.#summaries.read(this.#store, changed),
    ])
    this.#rows = rows
    if (rows.company)
      await this.#files.load(this.#store, this.#wantedFiles(this.#expected.over(all)), changed)
    // Only now is the page read: had anything failed before, the next read would bring it again.
    this.#page = position?.page ?? -1
    this.#ahead = null
    this.#records = all
    this.#expected.forget(kept)
    this.#isMixed = false
  }

  /** Whether what was shown ahead is what was written. */
  #isAsAhead(position: Position | null): boolean {
    const { page, cursor } = this.#ahead ?? {}
    return page === undefined || (position?.page === page && position.cursor === cursor)
  }

  /** What is here, with one's own entries on top. */
  #composed(): Snapshot {
    const rows = this.#rows
    const { position } = rows
    const history = position?.history ?? 0
    const records = asSeenFrom(history, this.#expected.over(this.#records))
    const company = rows.company && overlaidCompany(rows, records, position?.reached ?? 0)
    const today = company ? this.dayOf(company) : this.#snapshot.value.today
    const me = rows.people.find(({ id }) => id === this.#me.id) ?? this.#me
    const seenFiles = company
      ? this.#files.seen(records, { rows, company, today })
      : new Map<FileId, SeenFile | null>()
    const pending = [...seenFiles.values()].flatMap((seen) => (seen?.pendingEntryIds.length ? [seen] : []))
    const { agenda, cards } = this.#summaries.listsWith(pending, company)
    const files = new Map([...seenFiles].filter(([fileId]) => this.#watched.has(fileId)))
    return {
      userId: me.id,
      isReady: company !== null,
      company,
      me,
      preferences: overlaidPreferences(rows, me.id, records, company, position?.reached ?? 0),
      today,
      notices: rows.notices,
      seen: position?.seen ?? { version: 0, stamp: '' },
      history,
      reached: position?.reached ?? 0,
      catchingUp: position?.more ?? true,
      asOfMs: position?.asOfMs || null,
      agenda,
      cards,
      files,
      outbox: asSeenFrom(history, this.#expected.keptOver(this.#records)),
    }
  }

  /** The watched files and those with entries that wait. */
  #wantedFiles(records: readonly OutboxRecord[]): Set<FileId> {
    const { position } = this.#rows
    const wanted = new Set(this.#watched.keys())
    const seen = asSeenFrom(position?.history ?? 0, records)
    for (const clientId of clientSubjects(seen, position?.reached ?? 0))
      for (const fileId of this.#summaries.fileIdsOf(clientId)) wanted.add(fileId)
    return wanted
  }
}

function emptySnapshot(me: Person, today: CalendarDay): Snapshot {
  return {
    userId: me.id,
    isReady: false,
    company: null,
    me,
    preferences: overlaidPreferences(new CompanyRows([]), me.id, [], null, 0),
    today,
    notices: [],
    seen: { version: 0, stamp: '' },
    history: 0,
    reached: 0,
    catchingUp: true,
    asOfMs: null,
    agenda: new Map(),
    cards: new Map(),
    files: new Map(),
    outbox: [],
  }
}
