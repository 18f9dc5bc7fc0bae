import type { Chance } from '../../../server/demo/chance.ts'
import { KINDS } from '../wishes/wishes.ts'
import type { Fault } from './faults.ts'

/** Moves that bring a fault about, by the fault. */
const BRINGS: Partial<Record<Fault, readonly string[]>> = {
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

const KINDS_AT_ONCE = 4
const FAULTS_AT_ONCE = 4
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
