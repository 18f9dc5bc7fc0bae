import * as z from 'zod/mini'
import type { Id } from './ids.ts'

/** When a value was last written: the occurred instant (ms) of the entry that wrote it. Later wins, ties by entry id. */
const stampSchema = z.strictObject({ at: z.int(), entry: z.string() })
export type Stamp = z.infer<typeof stampSchema>

export const stampsSchema = z.record(z.string(), stampSchema)
export type Stamps = z.infer<typeof stampsSchema>

export function isLater(candidate: Stamp, current: Stamp | undefined): boolean {
  if (!current) return true
  return candidate.at === current.at ? candidate.entry > current.entry : candidate.at > current.at
}

export function stampOf(at: number, entry: Id): Stamp {
  return { at, entry }
}

/** The stamp of what is worked out of the value that stands: later than that one, whatever the clocks say. */
export function stampOver(current: Stamp | undefined, stamp: Stamp): Stamp {
  return !current || isLater(stamp, current) ? stamp : { ...stamp, at: current.at + 1 }
}
