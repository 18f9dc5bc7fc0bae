import type { Subject } from '#shared/journal/entry.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { Decision } from '#shared/journal/decision.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import type { NoopReason, Refusal } from '#shared/journal/outcome.ts'

/** What became of a tap. */
export type Made =
  /** Kept on the device. `unknown`: this device cannot decide it, it is checked when sent. */
  | { type: 'kept'; entryId: string; decision: Extract<Decision, { type: 'applied' | 'unknown' }> }
  /** It is so already; nothing was kept. */
  | { type: 'noop'; reason: NoopReason; joined?: string }
  | { type: 'refused'; refusal: Refusal }
  /**
   * The device did not take it. `storageFull`: there is no space left. `appOutdated`: a newer version of the app, in
   * another tab, has changed how entries are kept.
   */
  | { type: 'notKept'; because: NotKeptBecause }

export type NotKeptBecause = 'storageFull' | 'storageFailed' | 'appOutdated'

export type Wish<Kind extends KindName = KindName> = { subject: Subject; data: DataOf<Kind> }
