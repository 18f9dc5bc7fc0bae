import type { Decision } from '#shared/journal/decision.ts'
import type { Seen } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Settled } from '#shared/protocol/push.ts'
import { canonical } from '../../../server/journal/history-chain.ts'
import type { Device } from './device.ts'
import { holds } from './failure.ts'
import type { Fault } from './faults.ts'

/** An entry whose author was told that it is kept. */
export type Kept = {
  id: string
  kind: string
  by: string
  device: Device
  clientId: string | null
  seen: Seen
  /** What the device said would come of it. */
  predicted: Decision
  /** The business day and what it saw when it was made: whole files, and no page under way. */
  day: string
  isWhole: boolean
  /** Earlier entries that were before the author's eyes; another tab's may not have been, though they leave first. */
  shown: ReadonlySet<string>
  faults: Set<Fault>
  /** Its author wanted it taken back; a tab that dies over that has said nothing of what came of it. */
  isUnwanted: boolean
  /** Taken back before it left. */
  isWithdrawn: boolean
  /** It waited on a device that was copied: what is taken back on one may leave from the other. */
  isCopied: boolean
  /** Its device has lost all it kept: it may never have left, and is not told of there. */
  isLost: boolean
}

/** What people were told: what is kept, and what came of it. */
export class Ledger {
  readonly kept = new Map<string, Kept>()
  readonly told = new Map<string, Settled>()
  /** Every answer an entry was given: what waits for somebody has two. */
  readonly answers = new Map<string, Set<Outcome['type']>>()

  keep(entry: Kept): void {
    this.kept.set(entry.id, entry)
  }

  /** An entry has one outcome, whoever tells it and how often; what waits for somebody may still end. */
  tell(settled: Settled): void {
    const known = this.told.get(settled.entryId)
    const isSame =
      !known || isWaiting(known.outcome) || canonical(known.outcome) === canonical(settled.outcome)
    holds(
      'exactly once',
      isSame,
      () => `two outcomes: ${JSON.stringify(known)} and ${JSON.stringify(settled)}`,
    )
    this.told.set(settled.entryId, settled)
    const answers = this.answers.get(settled.entryId) ?? new Set()
    this.answers.set(settled.entryId, answers.add(settled.outcome.type))
  }

  copy(userId: string): void {
    for (const entry of this.kept.values())
      if (entry.by === userId && !this.told.has(entry.id)) entry.isCopied = true
  }

  lose(device: Device): void {
    for (const entry of this.kept.values()) if (entry.device === device) entry.isLost = true
  }

  /** A fault meets every entry of a device, or of all, that is on its way or waits for its end. */
  meet(fault: Fault, device: Device | null): void {
    for (const entry of this.kept.values())
      if ((device === null || entry.device === device) && !this.isOver(entry.id)) entry.faults.add(fault)
  }

  isBusy(device: Device): boolean {
    for (const entry of this.kept.values())
      if (entry.device === device && !entry.isWithdrawn && !entry.isLost && !this.isOver(entry.id))
        return true
    return false
  }

  isOver(entryId: string): boolean {
    const told = this.told.get(entryId)
    return told !== undefined && !isWaiting(told.outcome)
  }
}

function isWaiting({ type }: Outcome): boolean {
  return type === 'parked' || type === 'deferred'
}
