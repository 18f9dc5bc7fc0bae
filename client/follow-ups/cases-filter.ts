import * as z from 'zod/mini'
import { ageInDays, worthOf } from '#shared/agenda/case-facts.ts'
import { KIND_NAMES } from '#shared/actions/kinds.ts'
import { type CalendarDay, daysBetween } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'

export const CASE_SORTS = ['due', 'amount', 'age', 'quiet'] as const
export const NOBODY = 'nobody'
export const SAVED_AT_MOST = 8

const days = z.catch(z.nullable(z.int().check(z.positive())), null)

/** What the list of cases is narrowed to; nothing chosen means all. */
const choiceShape = {
  state: z.catch(z.enum(['open', 'closed']), 'open'),
  sort: z.catch(z.enum(CASE_SORTS), 'due'),
  kinds: z.catch(z.array(z.enum(KIND_NAMES)), []),
  reasonId: z.catch(z.nullable(z.string()), null),
  /** A stage of a kind, as `kind/stage`. */
  stage: z.catch(z.nullable(z.string()), null),
  /** A person's id, or `nobody`. */
  resolver: z.catch(z.nullable(z.string()), null),
  minAgeDays: days,
  minQuietDays: days,
  /** Minor units of the company's currency. */
  minMinor: days,
}
const choiceSchema = z.object(choiceShape)
export type CasesChoice = z.infer<typeof choiceSchema>

/** Kept from visit to visit, with the choices saved by name. */
export const casesFilterSchema = z.object({
  ...choiceShape,
  saved: z.catch(z.array(z.object({ name: z.string(), choice: choiceSchema })), []),
})
export type CasesFilterKept = z.infer<typeof casesFilterSchema>

export const ALL_CASES: CasesChoice = {
  state: 'open',
  sort: 'due',
  kinds: [],
  reasonId: null,
  stage: null,
  resolver: null,
  minAgeDays: null,
  minQuietDays: null,
  minMinor: null,
}

export function stageKeyOf({ kind, stageId }: Pick<SeenAgendaRow, 'kind' | 'stageId'>): string | null {
  return kind === null || stageId === null ? null : `${kind}/${stageId}`
}

export function choiceOf({ saved: _, ...choice }: CasesFilterKept): CasesChoice {
  return choice
}

export function isNarrowed(choice: CasesChoice): boolean {
  return !isSameChoice({ ...choice, state: 'open', sort: 'due' }, ALL_CASES)
}

export function isSameChoice(a: CasesChoice, b: CasesChoice): boolean {
  const sorted = (choice: CasesChoice) =>
    JSON.stringify(Object.entries(choice).toSorted(([x], [y]) => (x < y ? -1 : 1)))
  return sorted(a) === sorted(b)
}

/** What sorting and narrowing ask of a case; `quietDays` is null where its history is not known here. */
export type CaseFacts = { row: SeenAgendaRow; ageDays: number; quietDays: number | null; worthMinor: number }

export function factsOf(
  row: SeenAgendaRow,
  lastOn: CalendarDay | null,
  company: Company,
  today: CalendarDay,
): CaseFacts {
  return {
    row,
    ageDays: ageInDays(row, today),
    quietDays: lastOn === null ? null : Math.max(0, daysBetween(lastOn, today)),
    worthMinor: worthOf(row, company, today),
  }
}

/** The cases that are old, quiet and large enough, in the chosen order; those of equal rank stay as they were. */
export function chosenCases(all: readonly CaseFacts[], choice: CasesChoice): CaseFacts[] {
  const { minAgeDays, minQuietDays, minMinor, sort, stage, state } = choice
  const found = all.filter(
    ({ row, ageDays, quietDays, worthMinor }) =>
      (stage === null || stageKeyOf(row) === stage) &&
      ageDays >= (minAgeDays ?? 0) &&
      (minQuietDays === null || (quietDays ?? ageDays) >= minQuietDays) &&
      (minMinor === null || worthMinor >= minMinor),
  )
  switch (sort) {
    case 'due':
      return state === 'closed' ? found.sort((a, b) => (b.row.closedAt ?? 0) - (a.row.closedAt ?? 0)) : found
    case 'amount':
      return found.sort((a, b) => b.worthMinor - a.worthMinor)
    case 'age':
      return found.sort((a, b) => b.ageDays - a.ageDays)
    case 'quiet':
      return found.sort((a, b) => (b.quietDays ?? b.ageDays) - (a.quietDays ?? a.ageDays))
  }
}
