import type { PathsOf } from './catalogue.ts'
import type { documents } from './en/documents.ts'
import type { followUps } from './en/follow-ups.ts'
import type { history } from './en/history.ts'
import type { papers } from './en/papers.ts'
import type { settingHistory } from './en/setting-history.ts'
import type { writtenFields } from './en/written-fields.ts'

/** The words that are said in more places than a screen: screens have them too, among their own. */
export type Words = {
  documents: typeof documents
  followUps: typeof followUps
  history: typeof history
  papers: typeof papers
  settingHistory: typeof settingHistory
  refusals: typeof writtenFields
}

/** The path of a message that screens and papers share. */
export type WordKey = PathsOf<Omit<Words, 'papers'>>

/** Says a message in the reader's language; `n` also chooses the plural form. */
export type Say<Key = WordKey> = (key: Key, values?: Record<string, string | number>) => string

/** As papers say it: they have words of their own. */
export type SayOnPaper = Say<PathsOf<Words>>
