import type { Action } from './action.ts'

const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** A span as people say it: the largest unit that fits, whole. `none` is under a minute. */
export type RoughSpan = { unit: 'days' | 'hours' | 'minutes' | 'none'; n: number }

/**
 * How long an action took, ms: from the moment its opening was captured on the device to the moment it was closed.
 * Null while it is open. Two clocks may disagree; it never took less than nothing.
 */
export function resolutionTimeMs(action: Pick<Action, 'openedAt' | 'closedAt'>): number | null {
  return action.closedAt === null ? null : Math.max(0, action.closedAt - action.openedAt)
}

export function roughSpan(ms: number): RoughSpan {
  if (ms >= MS.day) return { unit: 'days', n: Math.floor(ms / MS.day) }
  if (ms >= MS.hour) return { unit: 'hours', n: Math.floor(ms / MS.hour) }
  if (ms >= MS.minute) return { unit: 'minutes', n: Math.floor(ms / MS.minute) }
  return { unit: 'none', n: 0 }
}
