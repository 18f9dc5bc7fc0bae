import { sql } from 'drizzle-orm'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import { newId } from '#shared/base/ids.ts'
import { type Chance, createChance } from '../../../server/demo/chance.ts'
import type { Database } from '../../../server/db/open.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { Flicker } from '../oracles/flicker.ts'
import { Leaks } from '../oracles/leaks.ts'
import { judgeOneSender } from '../oracles/one-sender.ts'
import { Books } from '../wishes/books.ts'
import type { WishOf } from '../wishes/desk.ts'
import type { Wished } from '../wishes/wishes.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { type Entry, RULE, type Seen } from '#shared/journal/entry.ts'
import { noteBuild } from './arrivals.ts'
import { workBefore } from './before.ts'
import { type Build, NEWEST, SERVER_PAGE, load, olderBuild } from './builds.ts'
import { ADMINISTRATOR, idOf } from './company.ts'
import { Device } from './device.ts'
import { OracleFailure } from './failure.ts'
import { FAULTS, type Fault } from './faults.ts'
import { type Aim, NOT_WITH_RESTORE, aimOf, focusOf, focusOn } from './focus.ts'
import { Ledger } from './ledger.ts'
import { Network } from './network.ts'
import type { Pages } from './page.ts'
import { setRules } from './rules.ts'
import { type Death, SimulatedServer } from './server.ts'
import { type Backup, freshCompany, restore } from './store.ts'
import { Tab } from './tab.ts'
import { Trace } from './trace.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What a run has more of than its seed says. */
export type Leaning = {
  faults?: readonly Fault[]
  isCalm?: boolean
  lacks?: readonly Fault[]
  isUnfocused?: boolean
  isAimless?: boolean
  isEven?: boolean
  isRuleless?: boolean
  after?: Aim
  often?: Readonly<Record<string, number>>
  people?: readonly string[]
}

/** Something that somebody did. */
export type Done = { device: Device; kind: Wished; subject: Entry['subject']; data: object }

export type Surroundings = { time: VirtualTime; database: Database; pages: Pages }

/** Devices send again what was answered in the last 14 days. */
const HEALED_FOR_MS = 13 * 86_400_000
const START = Date.parse('2026-11-22T09:00:00Z')
const TABS_A_DEVICE = 2

/** One run: server, devices, and everything between them. */
export class World {
  readonly time: VirtualTime
  readonly pages: Pages
  readonly seed: number
  readonly trace = new Trace()
  readonly network = new Network()
  readonly ledger = new Ledger()
  readonly server: SimulatedServer
  readonly companyId: string
  readonly books: Books
  readonly faultCounts = new Map<Fault, number>()
  readonly flicker = new Flicker()
  readonly leaks: Leaks
  /** What it is after; null where something else says what comes often. */
  readonly aim: Aim | null
  /** What people did last, for others to do the same before they have heard of it. */
  readonly done: Done[] = []
  /** Its company has rules at work: cases open by themselves and find their resolver, steps are prepared. */
  readonly hasRules: boolean
  /** Which faults this run has. */
  readonly mayFail: Set<Fault>
  devices: Device[] = []
  /** Who works on which, in their order. */
  people: readonly string[] = []
  backup: { rows: Backup; atMs: number } | null = null
  /** The build some devices are of, and the server until another is deployed. */
  readonly older: Build
  isServerOlder = false
  /** Whose account is switched off. */
  readonly off = new Set<string>()
  /** Another history: what was seen before may go and come. */
  isRestored = false
  #opened = 0
  #sessions = 0
  #blamed: Error | null = null
  #chance: Chance
  /** Drawn apart. */
  #ofBuilds: Chance
  #leaning: Leaning
  #focus: Readonly<Record<string, number>> = {}

  constructor({ time, database, pages }: Surroundings, seed: number, leaning: Leaning = {}) {
    this.#leaning = leaning
    this.hasRules = !leaning.isRuleless
    this.time = time
    this.pages = pages
    this.seed = seed
    this.#chance = createChance(seed)
    this.companyId = idOf(`company ${seed}`)
    this.server = new SimulatedServer(database, time, createChance(seed + 1))
    time.isBusy = () => this.server.isWorking
    this.server.onDefect = (line) =>
      this.blame(new OracleFailure('no error unsaid', `the server says ${line}`))
    this.server.onDeath = (at) => this.#serverDied(at)
    const isLedElsewhere = !!leaning.often || !!leaning.isCalm || !!leaning.isUnfocused
    const drawn = isLedElsewhere || leaning.isAimless ? null : aimOf(seed, leaning.isEven)
    this.aim = leaning.after ?? drawn
    const hasPast = leaning.faults?.includes('daysPass') ?? false
    const hasCredits = this.aim?.kinds.includes('creditNote.matched') ?? false
    const hasSuggestions = this.aim?.kinds.includes('suggestion.declined') ?? false
    // Not today: the clock still stands where the run before this one has left it.
    const firstDay = dayIn('Europe/Paris', START)
    this.books = new Books(firstDay, createChance(seed + 2), { hasPast, hasCredits, hasSuggestions })
    this.mayFail = faultsOf(this.#chance, createChance(seed + 3), leaning, this.aim?.faults)
    // Nobody's days run out who hears the server.
    if (this.hasMeetings && this.mayFail.has('leaseOver')) this.mayFail.add('offline')
    if (this.aim) this.#focus = focusOn(this.aim)
    else if (!isLedElsewhere) this.#focus = focusOf(createChance(seed + 4), this.mayFail)
    this.leaks = new Leaks(this)
    this.#ofBuilds = createChance(seed + 5)
    this.older = this.mayFail.has('deployed') ? olderBuild(this.#ofBuilds, this.aim?.kinds) : NEWEST
  }

  async begin(deviceCount: number): Promise<void> {
    this.time.forget()
    this.time.nowMs = START
    const ports = { now: () => this.time.nowMs, stamp: this.server.newStamp }
    await freshCompany(this.server.database, this.companyId, ports)
    if (this.aim) await this.#beginAsNewest()
    else await this.#beginWithBuild()
    await this.server.start()
    for (const account of this.books.accounts)
      await this.importBooks(account.id, this.books.asTheyAre(account, this.today))
    if (this.hasRules) await setRules(this)
    this.people = this.#peopleOf(deviceCount)
    if (this.aim) {
      await workBefore(this, createChance(this.seed + 6))
      await this.#beginWithBuild()
    }
    for (const userId of this.people) await this.openTab(this.addDevice(userId))
  }

  /** What was there before is read by every build. */
  async #beginAsNewest(): Promise<void> {
    load(SERVER_PAGE, NEWEST)
    await noteBuild(this.database, false)
  }

  /** A run may begin before the update, of the server, of some devices, or of both. */
  async #beginWithBuild(): Promise<void> {
    this.isServerOlder = this.mayFail.has('deployed') && this.#ofBuilds.isTrue(0.7)
    load(SERVER_PAGE, this.isServerOlder ? this.older : NEWEST)
    await noteBuild(this.database, this.isServerOlder)
    this.server.redecidesFor = this.mayFail.has('deployed') ? this.companyId : null
  }

  /** The server is ended, and the next build starts on the same store. */
  async deploy(): Promise<void> {
    this.trace.say('the next build is deployed')
    this.isServerOlder = false
    load(SERVER_PAGE, NEWEST)
    await noteBuild(this.database, false)
    this.count('deployed', null)
    await this.server.kill()
    await this.time.idle()
  }

  /** It is after what seldom comes about, and helps it along. */
  get isHelped(): boolean {
    return this.aim !== null && !this.#leaning.isEven
  }

  /** It brings together the kinds and the faults that it is after. */
  get hasMeetings(): boolean {
    return this.isHelped && (this.aim?.faults.length ?? 0) > 0
  }

  /** Something it is after is on its way there. */
  hasAimed(device: Device): boolean {
    const { aim, ledger } = this
    return [...ledger.kept.values()].some(
      (kept) =>
        kept.device === device && !ledger.isOver(kept.id) && aim?.kinds.some((kind) => kind === kept.kind),
    )
  }

  /** How many times as often a move or a kind of entry comes in this run. */
  oftenOf(name: string): number {
    return (this.#leaning.often ?? this.#focus)[name] ?? 1
  }

  /** People sit down, and do several things one after the other. */
  get sitsDown(): boolean {
    return this.oftenOf('sitting') > 1
  }

  #peopleOf(count: number): string[] {
    const named = (this.#leaning.people ?? this.#peopleForAim())?.slice(0, count) ?? []
    return [...named, ...peopleOf(count, this.#chance).slice(named.length)]
  }

  /** Two administrators at once, where their work is what the run is after. */
  #peopleForAim(): string[] | undefined {
    if (!this.aim) return undefined
    if (this.aim.kinds.some((kind) => ALL_KINDS[kind].subject === 'company'))
      return ['ana', ADMINISTRATOR, ADMINISTRATOR, 'mara']
    return this.aim.kinds.some((kind) => kind.startsWith('parked.'))
      ? ['ana', 'mara', 'ben', 'ana']
      : undefined
  }

  get today(): CalendarDay {
    return dayIn('Europe/Paris', this.time.nowMs)
  }

  get database(): Database {
    return this.server.database
  }

  get tabs(): Tab[] {
    return this.devices.flatMap(({ tabs }) => tabs)
  }

  /** An administrator switches an account off, as `POST /api/people/:id/deactivate` does: nobody is signed in by it any more. */
  async switchOff(personId: string): Promise<void> {
    const wish = {
      kind: 'person.deactivated',
      subject: { type: 'company' as const },
      data: { personId, successorId: null },
    }
    await this.#submit({ ...wish, by: ADMINISTRATOR, device: 'desk' })
    const [person] = await rowsOf<{ active: boolean }>(
      this.database.db,
      sql`select active from people where id = ${personId}`,
    )
    // The server died over it.
    if (person?.active !== false) return
    this.trace.say(`${personId} is switched off`)
    for (const device of this.devices.filter(({ userId }) => userId === personId)) {
      this.count('switchedOff', device)
      device.session = null
    }
    this.off.add(personId)
    for (const [id, { userId }] of this.server.sessions)
      if (userId === personId) this.server.sessions.delete(id)
  }

  /** A colleague gives a client to somebody else, while what was done there is on its way. */
  async handAway(clientId: string, collectorId: string): Promise<void> {
    this.trace.say(`${clientId.slice(-6)} is given to ${collectorId}`)
    const subject = { type: 'client' as const, id: clientId }
    await this.#submit({
      kind: 'client.assigned',
      by: ADMINISTRATOR,
      subject,
      device: 'desk',
      data: { collectorId },
    })
  }

  addDevice(userId: string, copied?: Device): Device {
    const device = new Device(`d${this.devices.length}(${userId})`, userId, this.signIn(userId), copied)
    if (this.mayFail.has('deployed')) device.build = copied?.build ?? this.#anyBuild()
    this.devices.push(device)
    return device
  }

  #anyBuild(): Build {
    return this.#ofBuilds.isTrue(0.35) ? this.older : NEWEST
  }

  signIn(userId: string): string {
    const session = `session ${++this.#sessions}`
    this.server.sessions.set(session, { userId })
    return session
  }

  /** Devices lock, or are left for good: the app is opened as it stands, and closed when its person's work is over. */
  get endsWork(): boolean {
    return this.mayFail.has('switchedOff') || this.mayFail.has('leaseOver')
  }

  mayOpenTab(device: Device): boolean {
    const reserved = this.devices.filter(({ tabs }) => tabs.length === 0).length
    return device.tabs.length < TABS_A_DEVICE && this.pages.left > reserved
  }

  async openTab(device: Device): Promise<Tab> {
    const number = ++this.#opened
    const tab = new Tab(
      this,
      device,
      `${device.name}.t${number}`,
      this.pages.take(),
      this.seed * 1000 + number,
    )
    device.tabs.push(tab)
    device.lookAt(tab)
    this.trace.say(`${tab.name} opens`)
    await tab.open()
    return tab
  }

  /** The database goes back to a backup while no server runs. */
  async restore({ rows: backup }: { rows: Backup }): Promise<void> {
    this.server.end()
    await restore(this.database, backup)
    this.isRestored = true
    const rows = await rowsOf<{ id: string }>(
      this.database.db,
      sql`select id from entries where company_id = ${this.companyId}
          and outcome ->> 'type' not in ('parked', 'deferred')`,
    )
    // What waited then waits again.
    const ids = new Set(rows.map(({ id }) => id))
    for (const id of this.ledger.told.keys()) if (!ids.has(id)) this.ledger.told.delete(id)
    await this.server.start()
  }

  /** For how long the backup, once restored, would still have all it lacks from the devices. */
  get backupHealsMs(): number {
    return this.backup ? this.backup.atMs + HEALED_FOR_MS - this.time.nowMs : 0
  }

  /** How much time may pass before some device could have let go of what a restored server lacks. */
  get healableForMs(): number {
    return this.isRestored ? this.backupHealsMs : Number.POSITIVE_INFINITY
  }

  /** What is wrong with a device and has not passed. */
  faultsOn({ isOnline, session, skewMs, tabs }: Device): Set<Fault> {
    const isWrong: Partial<Record<Fault, boolean>> = {
      offline: !isOnline,
      sessionExpired: session === null,
      clockWrong: skewMs !== 0,
      leaderFrozen: tabs.some(({ isFrozen }) => isFrozen),
      pokesSilent: tabs.some(({ streams }) => [...streams].some(({ state }) => state === 'silent')),
    }
    return new Set(FAULTS.filter((fault) => isWrong[fault]))
  }

  count(fault: Fault, device: Device | null): void {
    this.faultCounts.set(fault, (this.faultCounts.get(fault) ?? 0) + 1)
    this.ledger.meet(fault, device)
  }

  async importBooks(clientId: string, data: object): Promise<void> {
    const subject = { type: 'client' as const, id: clientId }
    const { name: kind, v } = ALL_KINDS['items.imported']
    await this.#submit({ kind, v, by: 'accounting', subject, device: 'books', data })
  }

  /** The bytes of a page have come, and the server says what they are. */
  async settleDocument(clientId: string, data: object): Promise<void> {
    const subject = { type: 'client' as const, id: clientId }
    await this.#submit({ kind: 'document.settled', by: RULE, subject, device: 'documents', data })
  }

  /** What somebody did before the run, or elsewhere. */
  async doneAtDesk(by: string, kind: Wished, wish: WishOf<Wished>, seen?: Seen): Promise<void> {
    const { subject, data } = wish
    await this.#submit({
      kind,
      v: ALL_KINDS[kind].v,
      by,
      subject,
      device: 'desk',
      data,
      ...(seen && { seen }),
    })
  }

  async #submit(
    given: Pick<Entry, 'kind' | 'by' | 'subject' | 'device' | 'data'> & Partial<Pick<Entry, 'v' | 'seen'>>,
  ): Promise<void> {
    const id = newId(this.time.nowMs, this.#chance.bytes(16))
    const entry: Entry = { id, v: 1, at: this.time.nowMs, seen: { version: 0, stamp: '' }, ...given }
    const request = {
      companyId: this.companyId,
      stream: null,
      sentAt: this.time.nowMs,
      entries: [{ n: 0, entry }],
    }
    void this.server.submit(request).catch(this.blame)
    await this.time.idle()
  }

  /** What went wrong where nobody waits for it. */
  blame = (error: unknown): void => {
    this.#blamed ??= error instanceof Error ? error : new Error(String(error))
  }

  /** Looks at every screen and disk after a step. */
  judgeStep(): void {
    if (this.#blamed !== null) throw this.#blamed
    judgeOneSender(this)
    for (const device of this.devices) device.looksAtClock(this.time.nowMs)
    for (const tab of this.tabs) {
      const [error] = tab.errors.splice(0)
      if (error !== undefined && !tab.isTroubled)
        throw new OracleFailure('no error unsaid', `${tab.name}: ${String(error)}`, { cause: error })
      if (!tab.work) continue
      if (this.isRestored) tab.snapshots = []
      else this.flicker.look(tab)
      this.leaks.judgeHeld(tab)
      tab.watchFiles(tab.work.view.snapshot.value.cards.keys())
    }
  }

  /** All is over: nothing of this run goes on in the next. */
  end(): void {
    for (const tab of this.tabs) tab.die()
    this.time.forget()
  }

  #serverDied(at: Death | null): void {
    this.trace.say('the server dies')
    for (const { streams } of this.tabs) for (const stream of streams) stream.breakOff()
    for (const call of this.network.calls)
      // At a commit, an answer that has left already is the network's.
      if (call.state === 'answered' && (at === null || !call.answer)) {
        this.network.over(call)
        call.fail(new TypeError('the server is gone'))
      }
  }
}

/** Drawn apart from the others, so that what a seed had before them it still has. */
const LATER: readonly Fault[] = ['switchedOff', 'leaseOver', 'deployed']

/**
 * What a device sends again after a restore it keeps for 14 days by its own clock, which must not leap then; and what was
 * lost there no server can ask for; nor who was switched off meanwhile. Rows are lost where it is asked for: that takes minutes of virtual time more.
 */
function faultsOf(chance: Chance, other: Chance, leaning: Leaning, after: readonly Fault[] = []): Set<Fault> {
  const { faults: asked = [], isCalm = false, lacks = [] } = leaning
  const drawn = FAULTS.filter((fault) => {
    if (fault === 'rowsLost') return false
    return (LATER.includes(fault) ? other : chance).isTrue(0.45)
  })
  const faults = new Set([...(isCalm ? [] : drawn), ...asked, ...after])
  for (const fault of lacks) faults.delete(fault)
  if (after.some((fault) => NOT_WITH_RESTORE.includes(fault))) faults.delete('restored')
  if (faults.has('restored')) for (const other of NOT_WITH_RESTORE) faults.delete(other)
  return faults
}

/** Who works on which device: the same client files, and one person on two devices, come up often. */
function peopleOf(count: number, chance: Chance): string[] {
  const people = ['ana', chance.one(['mara', 'mara', 'ana', 'ben'])]
  while (people.length < count)
    people.push(chance.one(['ana', 'ben', 'rui', 'rui', 'mara', 'sol', 'dora', 'alma', 'gus']))
  return people.slice(0, count)
}
