import { watch } from 'vue'
import type { FileId } from '../../../client/replica/file-id.ts'
import type { Snapshot } from '../../../client/replica/snapshot.ts'
import type { Channel, EventStream, Locks, Ports, Timers, Visibility } from '../../../client/session/ports.ts'
import type { Identity } from '../../../client/session/session.ts'
import type { Ending } from '../../../client/session/watch-over.ts'
import type { Workplace } from '../../../client/session/workplace.ts'
import { type Chance, createChance } from '../../../server/demo/chance.ts'
import { type Build, load } from './builds.ts'
import type { Device } from './device.ts'
import { databasesOf } from './outbox-storage.ts'
import type { Page } from './page.ts'
import { quietKeys } from './quiet-keys.ts'
import { PokeStream } from './poke-stream.ts'
import { storageOf } from './replica-storage.ts'
import type { World } from './world.ts'
import { Writes } from './writes.ts'

type Timer = { id: number; atMs: number; run: () => void }

/** One tab: the real device code on a page of its own, and the ports it asks the world by. */
export class Tab {
  readonly world: World
  readonly device: Device
  readonly name: string
  readonly page: Page
  readonly build: Build
  readonly writes = new Writes()
  isAlive = true
  /** Whether somebody looks at it. */
  isVisible = true
  wantsToStartOver = false
  /** Too long without contact. */
  isLocked = false
  isTroubled = false
  work: Workplace | null = null
  timers = new Map<number, Timer>()
  /** Messages of other tabs that have not come yet. */
  letters: (() => void)[] = []
  streams = new Set<PokeStream>()
  wakes = new Set<() => void>()
  snapshots: Snapshot[] = []
  errors: Error[] = []
  #chance: Chance
  #lastTimer = 0
  #gone = Promise.withResolvers<null>()
  #thawed: PromiseWithResolvers<void> | null = null
  #looks = new Set<() => void>()

  constructor(world: World, device: Device, name: string, page: Page, seed: number) {
    this.world = world
    this.device = device
    this.name = name
    this.page = page
    this.build = device.build
    load(page.number, device.build)
    this.#chance = createChance(seed)
  }

  /** Opens the app; resolves at the next rest, however far it came. */
  async open(): Promise<void> {
    const { page, device } = this
    page.useDatabases(databasesOf(device.databases, this.writes, () => this.die()))
    const identity: Identity = { userId: device.userId, name: device.userId, email: '', role: null }
    const opening = this.world.endsWork
      ? this.#openAsItStands(identity)
      : page.openWorkplace(this.#ports(), identity)
    opening.then(
      (work) => {
        if (!this.isAlive || !work) return
        this.work = work
        if (this.world.endsWork)
          watch(work.ending, (ending) => ending && this.#leave(work, ending.because), { flush: 'sync' })
        this.snapshots.push(work.view.snapshot.value)
        watch(work.view.snapshot, (snapshot) => void this.snapshots.push(snapshot), { flush: 'sync' })
      },
      (error: unknown) => {
        this.failed(error)
        this.wantsToStartOver = true
        this.world.trace.say(`${this.name} cannot open: ${String(error)}`)
      },
    )
    await this.world.time.idle()
  }

  /** As the app starts: locked, left for good, or open. What others left here is handed over meanwhile. */
  async #openAsItStands(identity: Identity): Promise<Workplace | null> {
    const { page, device } = this
    const ports = this.#ports()
    const standing = await page.start.standingHere(ports, device.isLeft ? null : device.userId)
    if (standing.type === 'ended') device.isLeft = true
    const userId = device.isLeft ? null : device.userId
    page.start.handOverLeft(ports, userId)
    await ports.forgetDatabases(page.start.isReplicaOfOthers(ports.prefix, userId))
    this.isLocked = standing.type === 'lapsed'
    if (this.isLocked) page.start.endWhatIsOver(ports, device.userId, ports.startOver)
    return userId === null || this.isLocked ? null : page.openWorkplace(ports, identity)
  }

  /** Their work here is over: the page leaves, and what is opened next says how it stands. */
  #leave(work: Workplace, because: Ending['because']): void {
    if (this.work === null) return
    const { world, device } = this
    this.work = null
    world.trace.say(`${this.name} is over: ${because}`)
    if (because === 'lease') world.count('leaseOver', device)
    else device.isLeft = true
    const leaving = because === 'lease' ? work.close() : work.leave()
    const again = () => {
      this.wantsToStartOver = true
    }
    leaving.catch((error: unknown) => this.failed(error)).then(again, again)
  }

  /** Its person has signed in: a device that was locked works for them again. */
  async welcome(): Promise<void> {
    await this.page.start.welcomeBack(this.#ports(), this.device.userId)
    this.wantsToStartOver = true
  }

  get workplace(): Workplace {
    if (!this.work) throw new Error(`${this.name} is not open yet`)
    return this.work
  }

  /** A fault hit its storage: what it reports until it starts over is no surprise. */
  expectTrouble(): void {
    this.isTroubled = true
  }

  failed(error: unknown): void {
    if (this.isAlive) this.errors.push(error instanceof Error ? error : new Error(String(error)))
  }

  /** Watches files as screens do, so that what the person sees of them can be judged. */
  watchFiles(fileIds: Iterable<FileId>): void {
    const { work } = this
    if (!work) return
    for (const fileId of fileIds)
      if (!this.#watched.has(fileId)) this.#watched.set(fileId, work.view.watchFile(fileId))
  }

  #watched = new Map<FileId, () => void>()

  /** Killed: from here on nothing it does reaches anything. */
  die(): void {
    if (!this.isAlive) return
    this.isAlive = false
    this.timers.clear()
    this.letters = []
    this.wakes.clear()
    for (const stream of this.streams) stream.close()
    this.world.network.orphan(this)
    this.device.tabs = this.device.tabs.filter((tab) => tab !== this)
    this.#gone.resolve(null)
    this.world.pages.giveBack(this.page)
  }

  /** Frozen by the browser: nothing reaches it, and it keeps its locks. */
  get isFrozen(): boolean {
    return this.#thawed !== null
  }

  freeze(): void {
    this.device.hasFrozen = true
    this.#thawed ??= Promise.withResolvers<void>()
  }

  thaw(): void {
    this.#thawed?.resolve()
    this.#thawed = null
  }

  /** Resolves while it runs; one that is gone runs never again. */
  async awake(): Promise<void> {
    while (this.#thawed) await this.#thawed.promise
    if (!this.isAlive) return new Promise(() => {})
  }

  show(isVisible: boolean): void {
    if (this.isVisible === isVisible) return
    this.isVisible = isVisible
    for (const look of [...this.#looks]) look()
    if (isVisible) for (const wake of [...this.wakes]) wake()
  }

  get nowMs(): number {
    return this.world.time.nowMs + this.device.skewMs
  }

  /** The timer that is due first. */
  get nextTimer(): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.timers.values()) if (!first || timer.atMs < first.atMs) first = timer
    return first
  }

  #ports(): Ports {
    return {
      fetch: (url, init) => (this.isAlive ? this.world.network.ask(this, url, init) : new Promise(() => {})),
      clock: { now: () => this.nowMs },
      timers: this.#timers(),
      random: (length) => this.#chance.bytes(length),
      chance: () => this.#chance.next(),
      replicaStorage: storageOf(this.device.disk, this.writes, {
        isAlive: () => this.isAlive,
        die: () => this.die(),
        freeze: () => this.freeze(),
        awake: () => this.awake(),
      }),
      locks: this.#locks(),
      openChannel: (name) => this.#openChannel(name),
      openEvents: (url) => this.#openEvents(url),
      onWake: (listener) => {
        this.wakes.add(listener)
        return () => this.wakes.delete(listener)
      },
      visibility: this.#visibility(),
      keep: {
        get: (key) => this.device.kept.get(key) ?? null,
        set: (key, value) =>
          void (value === null ? this.device.kept.delete(key) : this.device.kept.set(key, value)),
      },
      forgetDatabases: async (isStale) => this.device.disk.forget(isStale),
      startOver: () => {
        this.wantsToStartOver = true
      },
      report: (error) => {
        this.failed(error)
        this.world.trace.say(`${this.name} reports ${String(error)}`)
      },
      prefix: 'suivi-',
      ...(this.world.endsWork && { subtle: quietKeys }),
    }
  }

  /** By the world's clock: what a device's own clock says does not make time pass. */
  #timers(): Timers {
    return {
      set: (run, delayMs) => {
        const id = ++this.#lastTimer
        if (this.isAlive) this.timers.set(id, { id, atMs: this.world.time.nowMs + Math.ceil(delayMs), run })
        return id
      },
      clear: (timer) => void this.timers.delete(timer),
    }
  }

  #visibility(): Visibility {
    return {
      isVisible: () => this.isVisible && !this.isFrozen,
      onChange: (listener) => {
        this.#looks.add(listener)
        return () => this.#looks.delete(listener)
      },
    }
  }

  /** A tab that dies lets go of its locks, whatever it was doing under them, and never learns of it. */
  #locks(): Locks {
    const { locks } = this.device
    return {
      request: async (name, options, run) => {
        const inTurn = async () => {
          const going = this.awake().then(run)
          // Whoever steals the lock ends the wait for this, not this.
          going.catch(() => undefined)
          return Promise.race([going.then((value) => ({ value })), this.#gone.promise])
        }
        try {
          if ('steal' in options) this.device.seeIfDeaf(this)
          const done = await locks.request(name, options, inTurn)
          await this.awake()
          return done ? done.value : await new Promise<never>(() => {})
        } catch (error) {
          await this.awake()
          throw error
        }
      },
    }
  }

  #openChannel(name: string): Channel {
    const { channels } = this.device
    const listeners = channels.get(name) ?? new Set()
    channels.set(name, listeners)
    const own = new Set<(from: Tab, message: unknown) => void>()
    return {
      post: (message) => {
        if (!this.isAlive) return
        const sent = structuredClone(message)
        for (const hear of listeners) hear(this, sent)
      },
      listen: (listener) => {
        const hear = (from: Tab, message: unknown) => {
          if (from !== this && this.isAlive) this.letters.push(() => listener(message))
        }
        own.add(hear)
        listeners.add(hear)
      },
      close: () => own.forEach((hear) => listeners.delete(hear)),
    }
  }

  #openEvents(url: string): EventStream {
    const stream = new PokeStream(this, url)
    this.streams.add(stream)
    return stream
  }
}
