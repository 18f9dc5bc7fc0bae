import type { PathsOf } from './catalogue.ts'
import type { followUps } from './en/follow-ups.ts'
import type { history } from './en/history.ts'
import type { writtenFields } from './en/written-fields.ts'

type Words = { followUps: typeof followUps; history: typeof history; refusals: typeof writtenFields }

/** The words that screens and papers share, by their paths. */
export type WordKey = PathsOf<Words>

/** Says a message in the reader's language; `n` also chooses the plural form. */
export type Say = (key: WordKey, values?: Record<string, string | number>) => string
