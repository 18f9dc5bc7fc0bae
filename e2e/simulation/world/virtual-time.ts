/** Turns of the real loop without anything happening after which all promises have come to rest. */
const QUIET_TURNS = 3
const TURNS_AT_MOST = 200_000

type Timer = { id: number; atMs: number; run: () => void }

/**
 * The clock of the whole process. Libraries, the server and the harness see this time only; it stands still until the
 * scheduler moves it. `idle` lets everything that is under way come to its next wait at a port.
 */
export class VirtualTime {
  nowMs: number
  /** Whether something is under way that will go on by itself. */
  isBusy: () => boolean = () => false
  #soon: (() => void)[] = []
  #timers = new Map<number, Timer>()
  #lastTimer = 0
  readonly #turn: () => Promise<void>

  constructor(startMs: number) {
    this.nowMs = startMs
    const setImmediate = globalThis.setImmediate
    this.#turn = () => new Promise((done) => void setImmediate(done))
  }

  /** Takes the place of the real clock and timers in this thread. */
  install(): void {
    const read = () => this.nowMs
    globalThis.Date = class extends Date {
      constructor(...given: [] | [number | string | Date]) {
        if (given.length === 0) super(read())
        else super(...given)
      }
      static override now = read
    } as DateConstructor
    performance.now = read
    const set = (run: (...given: unknown[]) => void, delayMs = 0, ...given: unknown[]) =>
      handleOf(this.#set(() => run(...given), delayMs))
    const clear = (timer: unknown) => void this.#timers.delete(Number(timer))
    const soon = (run: (...given: unknown[]) => void, ...given: unknown[]) => {
      this.#soon.push(() => run(...given))
    }
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear, setImmediate: soon })
  }

  /** Runs everything until nothing more happens without a port. */
  async idle(): Promise<void> {
    let quiet = 0
    for (let turns = 0; quiet < QUIET_TURNS; turns++) {
      if (turns > TURNS_AT_MOST) throw new Error('it never comes to rest')
      await this.#turn()
      const run = this.#soon.shift()
      if (run) run()
      quiet = run || this.isBusy() ? 0 : quiet + 1
    }
  }

  /** What a piece of work comes to that waits for no port. */
  async resultOf<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined)
    await this.idle()
    const late = Promise.reject(new Error('this work waits for a port'))
    return Promise.race([work, late])
  }

  /** Lets time pass; what is due then runs once, in order, late or not. */
  async passTo(ms: number): Promise<void> {
    this.nowMs = Math.max(this.nowMs, ms)
    const due = [...this.#timers.values()].filter(({ atMs }) => atMs <= this.nowMs)
    for (const { id, run } of due.sort((a, b) => a.atMs - b.atMs || a.id - b.id))
      if (this.#timers.delete(id)) run()
    await this.idle()
  }

  /** Forgets what was to run: the world it belonged to is gone. */
  forget(): void {
    this.#timers.clear()
    this.#soon = []
  }

  #set(run: () => void, delayMs: number): number {
    const id = ++this.#lastTimer
    if (delayMs <= 1) this.#soon.push(() => this.#timers.delete(id) && run())
    this.#timers.set(id, { id, atMs: delayMs <= 1 ? Infinity : this.nowMs + delayMs, run })
    return id
  }
}

/** What Node's timers answer, as far as libraries use it. */
function handleOf(id: number) {
  const handle = {
    ref: () => handle,
    unref: () => handle,
    hasRef: () => false,
    [Symbol.toPrimitive]: () => id,
  }
  return handle
}
