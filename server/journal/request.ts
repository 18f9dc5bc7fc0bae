import type { Entry, Seen } from '#shared/journal/entry.ts'
import type { Refusal } from '#shared/journal/outcome.ts'

export type Request = {
  companyId: string
  /** Null for the books and the rules. */
  stream: { id: string; personId: string; device: string } | null
  sentAt: number
  /** Where the device stands, as far as it knows; of another history, nothing of the request is taken. */
  seen?: Seen | undefined
  /** `n` counts in the stream; without a stream it is ignored. */
  entries: Submitted[]
  /** Entries that are stored as deferred are decided now; all others are answered as ever. */
  redecides?: boolean
}

/** An entry, or what is left of one that could not be read or written: it is refused alone, and its refusal kept. */
export type Submitted = {
  n: number
  entry: Entry
  unfit?: Refusal
  occurred?: number
  /** The administrator who takes it over for its author, who may push no more: permission is asked of them, now. */
  adoptedBy?: string
}

/** The stream's numbers do not follow: the device is a copy of another, or has lost entries it cannot fill. */
export class StreamGap extends Error {}

/** The device stands in another history of the database: it must first send again what was lost, in its order. */
export class OtherHistory extends Error {}

/** The account was switched off between the request and its turn: nothing is decided, the device hands it over. */
export class AuthorLeft extends Error {}
