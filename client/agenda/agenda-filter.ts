import * as z from 'zod/mini'
import { ACTION_TYPES, KIND_NAMES } from '#shared/actions/kinds.ts'

export const ROW_TYPES = ['step', ...ACTION_TYPES] as const
export type RowType = (typeof ROW_TYPES)[number]

export const MINE = 'me'
export const EVERYBODY = 'all'

/** What is kept of the agenda's filter from visit to visit. Nothing chosen means everything. */
export const agendaFilterSchema = z.object({
  /** `me`, `all`, or a person's id. */
  who: z.catch(z.string(), MINE),
  types: z.catch(z.array(z.enum(ROW_TYPES)), []),
  kinds: z.catch(z.array(z.enum(KIND_NAMES)), []),
})
export type AgendaFilterKept = z.infer<typeof agendaFilterSchema>

export const DEFAULT_FILTER: AgendaFilterKept = { who: MINE, types: [], kinds: [] }
