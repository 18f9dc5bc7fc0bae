import type { Chance } from '../../../server/demo/chance.ts'
import { KINDS, type Wished } from '../wishes/wishes.ts'
import { FAULTS, type Fault } from './faults.ts'

/** Moves that bring a fault about, by the fault. */
export const BRINGS: Partial<Record<Fault, readonly string[]>> = {
  requestLost: ['loseRequest'],
  requestDoubled: ['double'],
  answerLost: ['loseAnswer'],
  offline: ['goOffline'],
  tabKilled: ['killTab'],
  killedAroundWrite: ['killAroundWrite'],
  storageFull: ['storageFull'],
  storageLost: ['storageLost'],
  replicaLost: ['loseReplica'],
  everythingLost: ['loseEverything'],
  daysPass: ['daysPass'],
  clockWrong: ['clockGoesWrong'],
  leaderFrozen: ['freeze', 'freezeOverWrite'],
  serverKilledBeforeCommit: ['serverDiesAtCommit'],
  serverKilledAfterCommit: ['serverDiesAtCommit'],
  serverKilledBeforeAnswer: ['serverDiesBeforeAnswer'],
  sessionExpired: ['sessionExpires'],
  pokesSilent: ['streamDies'],
  restored: ['backUp', 'restore'],
  cloned: ['clone'],
  switchedOff: ['switchOff', 'decideQuarantined'],
  leaseOver: ['goOffline', 'weeksAway'],
  deployed: ['deploy', 'update'],
}

/** What a run is after: so many kinds and faults, in turn from seed to seed, so that in some 60 runs each meets each. */
export type Aim = { kinds: readonly Wished[]; faults: readonly Fault[] }

/** Faults that are drawn; the last come by themselves or where they are asked for. */
const DRAWN = FAULTS.filter((fault) => BRINGS[fault] !== undefined)

/** Kinds of one family undo one another's work: a run is after some of several. */
const MIXED = KINDS.map((kind, index) => ({ kind, place: (index * 11) % KINDS.length }))
  .toSorted((a, b) => a.place - b.place)
  .map(({ kind }) => kind)

/** Kinds and faults that seldom come about though a run is after them: twice as many runs are. */
const SELDOM_MET: readonly Wished[] = [
  'person.reactivated',
  'parked.declined',
  'creditNote.matched',
  'plan.agreed',
  'plan.changed',
  'parked.accepted',
  'scenarioStep.done',
  'setting.saved',
  'validation.answered',
  'payment.allocated',
]
const SELDOM_MEETS: readonly Fault[] = ['leaseOver', 'everythingLost', 'pokesSilent', 'switchedOff']

/** What a restore cannot go with: what a device keeps for healing must not be lost, nor let go of before its time. */
export const NOT_WITH_RESTORE: readonly Fault[] = ['clockWrong', 'everythingLost', 'switchedOff']

/** `isEven`: of all kinds and faults alike, as once. */
export function aimOf(seed: number, isEven = false): Aim {
  if (isEven) {
    const turns = Math.ceil(MIXED.length / KINDS_AT_ONCE)
    const faults = inTurn(DRAWN, Math.floor(seed / turns) * FAULTS_AT_ONCE, FAULTS_AT_ONCE)
    return { kinds: inTurn(MIXED, seed * KINDS_AT_ONCE, KINDS_AT_ONCE), faults }
  }
  const all = withMore(MIXED, SELDOM_MET)
  const round = Math.floor(seed / Math.ceil(all.length / MET_AT_ONCE))
  const kinds = inTurn(all, seed * MET_AT_ONCE, MET_AT_ONCE)
  const faults = inTurn(withMore(DRAWN, SELDOM_MEETS), round * MET_AT_ONCE, MET_AT_ONCE)
  const together = faults.includes('restored')
    ? faults.filter((fault) => !NOT_WITH_RESTORE.includes(fault))
    : faults
  // Nothing is deferred but by an older server: every other time there is one.
  const isDeployed = round % 2 === 0 && !together.includes('deployed')
  return { kinds, faults: isDeployed ? [...together, 'deployed'] : together }
}

/** Those that come again far from where they stand. */
function withMore<T>(all: readonly T[], again: readonly T[]): T[] {
  const more = [...all]
  for (const one of again) {
    const at = (more.indexOf(one) + Math.floor(more.length / 2)) % more.length
    more.splice(at, 0, one)
  }
  return more
}

function inTurn<T>(from: readonly T[], at: number, count: number): T[] {
  return [...from, ...from].slice(at % from.length).slice(0, count)
}

const KINDS_AT_ONCE = 4
const FAULTS_AT_ONCE = 4
/** Kinds, and faults, of a run that brings it about that they meet. */
const MET_AT_ONCE = 5
/** The others' files move under them, and what waits is answered. */
const ALWAYS = {
  look: 12,
  sitting: 6,
  tap: 1.3,
  deliverRequest: 1.5,
  deliverAnswer: 1.5,
  timer: 1.5,
  'client.assigned': 2,
  'parked.accepted': 4,
  'parked.declined': 4,
}

/**
 * What a run is about, where nothing else says it: a few kinds of entries and a few faults come more often than others, so
 * that what is rare meets what is rare.
 */
export function focusOf(chance: Chance, faults: ReadonlySet<Fault>): Record<string, number> {
  const often: Record<string, number> = { ...ALWAYS }
  const some = <T>(from: readonly T[], count: number) => {
    const left = [...from]
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(chance.whole(0, left.length - 1), 1),
    ).flat()
  }
  for (const kind of some(KINDS, KINDS_AT_ONCE)) often[kind] = (often[kind] ?? 1) * 6
  for (const fault of some([...faults], FAULTS_AT_ONCE))
    for (const move of BRINGS[fault] ?? []) often[move] = 4
  return often
}

/** What can happen only now and then, or is over before it meets anything, comes when it can. */
const RARE: Record<string, number> = {
  loseEverything: 30,
  weeksAway: 12,
  storageLost: 8,
  streamDies: 10,
  loseReplica: 8,
  loseAnswer: 8,
  clone: 6,
  clockGoesWrong: 8,
  switchOff: 6,
}

/** What there must be before a kind has anything to work on. */
const AFTER: Partial<Record<Wished, readonly Wished[]>> = {
  'action.reopened': ['action.closed'],
  'validation.answered': ['validation.asked'],
  'validation.explained': ['validation.asked'],
  'validation.withdrawn': ['validation.asked'],
  'creditNote.changed': ['creditNote.requested', 'items.associated'],
  'creditNote.withdrawn': ['creditNote.requested', 'items.associated'],
  'creditNote.matched': ['creditNote.requested', 'items.associated'],
  'participant.removed': ['participant.added'],
  'plan.made': ['items.associated'],
  'plan.changed': ['plan.made', 'items.associated'],
  'plan.agreed': ['plan.made', 'items.associated'],
  'plan.renegotiated': ['plan.agreed', 'plan.made', 'items.associated'],
  'plan.withdrawn': ['plan.made', 'items.associated'],
  'payment.allocated': ['payment.seen', 'plan.agreed', 'plan.made', 'items.associated'],
  'payment.withdrawn': ['payment.seen'],
  'promise.withdrawn': ['promise.made'],
  'parked.accepted': ['action.changed', 'items.requalified'],
  'parked.declined': ['action.changed', 'items.requalified'],
}

/** The same for a run that is after something. */
export function focusOn({ kinds, faults }: Aim): Record<string, number> {
  const often: Record<string, number> = { ...ALWAYS }
  for (const before of kinds.flatMap((kind) => AFTER[kind] ?? []))
    often[before] = Math.max(often[before] ?? 1, 4)
  for (const kind of kinds) often[kind] = (often[kind] ?? 1) * 8
  if (kinds.some((kind) => kind.startsWith('parked.'))) often['handAway'] = 4
  for (const fault of faults) for (const move of BRINGS[fault] ?? []) often[move] = RARE[move] ?? 4
  return often
}
