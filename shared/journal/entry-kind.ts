import * as z from 'zod/mini'
import type { Assignment } from '../assignment/assign.ts'
import type { Asked } from '../assignment/conditions.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { FileKind } from '../clients/case-file.ts'
import type { Company } from '../company/company.ts'
import type { Preferences } from '../people/preferences.ts'
import { type Decision, refuse } from './decision.ts'
import type { Entry } from './entry.ts'
import type { HistoryRow } from './history.ts'
import type { Refusal } from './outcome.ts'
import type { May } from './permissions.ts'
import { upcast } from './upcasters.ts'

/** What a rule decides on: what its entry's subject names. Company kinds find their rows in the context. */
export type StateOf = {
  client: { file: ClientFile; holds: FileKind }
  company: Record<never, never>
  person: { preferences: Preferences }
}
export type SubjectType = keyof StateOf

/** What a rule may read besides its file. No clock: the moments come with the entry and from the server. */
export type Context = {
  company: Company
  /**
   * When the entry is taken to have been made, ms: what was closed only after that was still open. A phone takes its own
   * clock's word, the server clamps it.
   */
  at: number
  /** The stamp of what the entry writes, ms: `at` on the server; on a phone later than all that is on the screen. */
  occurred: number
  /** History row of an entry and of what it caused; undefined where the device does not hold it. */
  historyOf: (entryId: string) => readonly HistoryRow[] | undefined
  /** Who resolves a new dispute: only where it is known how many open cases everybody has, on the server. */
  assign?: ((asked: Asked, on: CalendarDay) => Assignment) | undefined
  /** The refused entry that was to open an action; undefined where there is none. */
  refusedOpening?: ((actionId: string) => string | undefined) | undefined
}

/** What an entry works on, for the question who may make it. */
export type Touched = {
  actionIds?: readonly string[]
  itemIds?: readonly string[]
  /** What it opens, for roles that may open only some kinds. */
  opens?: { actionId?: string; type: string; kind: string | null; caseId?: string | null }
}

type Definition<Schema extends z.ZodMiniType, S extends SubjectType> = {
  name: string
  v: number
  subject: S
  /** Additive kinds only ever add, and are taken even from somebody who has lost the file meanwhile. */
  additive?: boolean
  data: Schema
  may: May
  touches?: (data: z.infer<Schema>) => Touched
  decide: (entry: Entry & { data: z.infer<Schema> }, state: StateOf[S], context: Context) => Decision
}

/** An entry whose data has been read: what it works on, and its rule ready to run. */
export type ReadEntry<S extends SubjectType> = {
  touched: Touched
  decide: (state: StateOf[S], context: Context) => Decision
}

export type EntryKind<S extends SubjectType = SubjectType> = {
  name: string
  v: number
  subject: S
  additive: boolean
  may: May
  data: z.ZodMiniType
  /** `unknown`: made by another version of the kind, which this one cannot read. */
  read: (entry: Entry) => ReadEntry<S> | { refusal: Refusal } | { unknown: true }
}

export type AnyKind = EntryKind<'client'> | EntryKind<'company'> | EntryKind<'person'>
/** The kinds that are known where something is decided. */
export type FindKind = (name: string) => AnyKind | undefined

/** One kind of entry: its data, who may make it, and its rule. One file each, in `kinds/`. */
export function entryKind<Schema extends z.ZodMiniType, S extends SubjectType>(
  kind: Definition<Schema, S>,
): EntryKind<S> & { data: Schema } {
  // An entry never changes, and is read more than once on its way: for its permission, its dependents and its rule.
  const known = new WeakMap<Entry, ReadEntry<S> | { refusal: Refusal } | { unknown: true }>()
  return {
    name: kind.name,
    v: kind.v,
    subject: kind.subject,
    additive: kind.additive ?? false,
    may: kind.may,
    data: kind.data,
    read(entry) {
      let read = known.get(entry)
      if (!read) known.set(entry, (read = readOf(kind, entry)))
      return read
    },
  }
}

function readOf<Schema extends z.ZodMiniType, S extends SubjectType>(
  kind: Definition<Schema, S>,
  entry: Entry,
): ReadEntry<S> | { refusal: Refusal } | { unknown: true } {
  if (entry.subject.type !== kind.subject)
    return { refusal: invalid('subject', `expected a ${kind.subject}`) }
  const current = upcast(kind, entry)
  if (!current) return { unknown: true }
  const parsed = z.safeParse(kind.data, current.data)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { refusal: invalid(['data', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'malformed') }
  }
  const { data } = parsed
  return {
    touched: kind.touches?.(data) ?? {},
    decide: (state, context) => kind.decide({ ...entry, data }, state, context),
  }
}

export function invalid(field: string, detail: string): Refusal {
  return { type: 'invalid', field, detail }
}

export function refuseField(field: string, detail: string): Decision {
  return refuse(invalid(field, detail))
}
