import { RESTORES, WAITING } from './leanings.ts'
import { type Mutant, patch } from './mutant.ts'

const STORE = 'client/replica/replica-store.ts'
const OUTBOX = 'client/outbox/outbox.ts'
const LOOP = 'client/tabs/sync-loop.ts'

/** Defects of outbox, replica and tabs. */
export const OF_THE_DEVICE: readonly Mutant[] = [
  {
    name: 'hint as the only trigger',
    patches: [
      patch(
        LOOP,
        "if (round !== 'failed') return this.#parts.isWatched() ? LOOK_MS : AWAY_LOOK_MS",
        "if (round !== 'failed') return Number.MAX_SAFE_INTEGER / 2",
      ),
      patch('client/tabs/poke.ts', 'this.#onPoke(UNTOLD)\n    })', '})'),
    ],
    by: 'simulation',
    leaning: { faults: ['pokesSilent'], often: { streamDies: 6 } },
  },
  {
    name: 'no second try',
    patches: [
      patch(
        LOOP,
        'return longest * (0.5 + this.#parts.ports.chance() / 2)',
        'return Number.MAX_SAFE_INTEGER / 2 + longest',
      ),
    ],
    by: 'simulation',
    leaning: {
      devices: 2,
      steps: 50,
      faults: ['requestLost', 'answerLost'],
      often: { loseRequest: 20, loseAnswer: 10, wake: 0, openTab: 0 },
    },
  },
  {
    name: 'outcomes after rows',
    patches: [
      patch(
        'client/replica/puller.ts',
        'await this.#outbox.settle(outcomes, now.ms, seen)',
        'this.#ports.timers.set(() => void this.#outbox.settle(outcomes, now.ms, seen), 5000)',
      ),
    ],
    by: 'simulation',
    leaning: {
      ...WAITING,
      faults: ['offline', 'tabKilled'],
      steps: 130,
      often: { ...WAITING.often, killTab: 10, openTab: 10 },
    },
  },
  {
    name: 'cursor kept before rows',
    patches: [
      patch(
        STORE,
        'await this.#drop(dropped)',
        `await this.#keep({
      cursor: answer.cursor, seen: { version: answer.version, stamp: answer.stamp },
      reached: answer.more ? (position?.reached ?? 0) : answer.version, more: answer.more, horizon: answer.horizon,
      asOfMs: now.ms, rateKey, page: pagesBefore + 1, recent: recentAfter(position, { files: 'all', company: true }),
    })
    await this.#drop(dropped)`,
      ),
    ],
    by: 'simulation',
    leaning: {
      faults: ['killedAroundWrite', 'storageFull'],
      often: { killAroundWrite: 5, storageFull: 5 },
    },
  },
  {
    name: 'drop without sweep',
    patches: [patch(STORE, 'await this.#keptHistory.remove(fileIds)', '')],
    by: 'simulation',
    leaning: { people: ['ana', 'mara', 'ben'] },
  },
  {
    name: 'horizon ignored',
    patches: [
      patch(
        STORE,
        'const isPassed = position !== null && position.horizon !== answer.horizon',
        'const isPassed = false',
      ),
    ],
    by: 'simulation',
    leaning: {
      isCalm: true,
      faults: ['daysPass'],
      devices: 1,
      steps: 25,
      people: ['mara'],
      often: {
        look: 4,
        daysPass: 12,
        minutesPass: 0,
        tap: 0.2,
        books: 0.3,
        deliverRequest: 8,
        deliverAnswer: 8,
        openTab: 0,
      },
    },
  },
  {
    name: 'digest ignored',
    patches: [
      patch(
        'client/replica/puller.ts',
        "else if (digest === 'tellFiles') this.#toCompare = 'each'",
        "else if (digest === 'tellFiles') this.#toCompare = this.#missing",
      ),
    ],
    by: 'simulation',
    leaning: { isCalm: true, faults: ['rowsLost'], devices: 1, steps: 12, people: ['mara'] },
  },
  {
    name: 'versions of two histories compared',
    patches: [
      patch(
        'client/replica/stored-file.ts',
        'const stored = known?.history === history ? known : undefined',
        'const stored = known',
      ),
    ],
    by: 'simulation',
    leaning: RESTORES,
  },
  {
    name: 'overlay removed too early',
    patches: [
      patch(
        'client/replica/pending.ts',
        'return outcome === null || !isFinal(outcome) || version === null || version > reached',
        'return outcome === null || !isFinal(outcome)',
      ),
    ],
    by: 'simulation',
  },
  {
    name: 'quota error swallowed',
    patches: [patch(OUTBOX, 'throw notKept(error)', 'notKept(error)')],
    by: 'simulation',
    leaning: { faults: ['storageFull'], often: { storageFull: 5 } },
  },
  {
    name: 'what has left is taken back',
    patches: [
      patch(
        OUTBOX,
        "if (record && (record.state !== 'waiting' || record.userId !== this.#userId)) continue",
        'if (record && record.userId !== this.#userId) continue',
      ),
    ],
    by: 'simulation',
    leaning: { often: { undo: 6 } },
  },
  {
    name: 'two senders',
    patches: [
      patch(
        'client/tabs/leader.ts',
        'await ports.locks.request(lock, options, () => (reign = rule(isTakenOver)))',
        'await (options, (reign = rule(isTakenOver)))',
      ),
      patch(
        OUTBOX,
        "if ((position?.leader ?? 0) !== this.#leader) throw new LostLead('another tab leads')",
        '',
      ),
    ],
    by: 'simulation',
    leaning: { often: { openTab: 6 } },
  },
  {
    name: 'what was answered is not sent again after a restore',
    patches: [
      patch(OUTBOX, 'if (goesAgain(record, nowMs)) {', 'if (goesAgain(record, nowMs) && nowMs < 0) {'),
    ],
    by: 'simulation',
    leaning: { ...RESTORES, often: { ...RESTORES.often, books: 0.5, tap: 1.5 } },
  },
]
