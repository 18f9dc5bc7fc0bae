import type { CalendarDay } from '../base/calendar-day.ts'
import type { Person, PersonId } from '../people/person.ts'
import { type Loads, bestCriterion, isAway, mayResolve } from './assign.ts'
import type { Asked } from './conditions.ts'

/** What speaks for somebody as the resolver of a dispute. */
export type Candidate = {
  personId: PersonId
  /** The one of their criteria that fits and asks most; null where none fits. */
  criterionKey: string | null
  matched: boolean
  /** How many conditions it has. */
  specificity: number
  openCases: number
  isAbsent: boolean
  substituteId: PersonId | null
}

/** Everybody who has criteria and may resolve, whose criterion asks most first: what `assign` chooses from, and why not. */
export function candidatesFor(
  asked: Asked,
  people: Iterable<Person>,
  loads: Loads,
  on: CalendarDay,
): Candidate[] {
  return [...people]
    .filter((person) => mayResolve(person) && person.criteria.length > 0)
    .map((person): Candidate => {
      const best = bestCriterion(person, asked)
      const isAbsent = isAway(person, on)
      return {
        personId: person.id,
        criterionKey: best?.key ?? null,
        matched: best !== null,
        specificity: best?.conditions ?? 0,
        openCases: loads.get(person.id) ?? 0,
        isAbsent,
        substituteId: isAbsent ? (person.absence?.substituteId ?? null) : null,
      }
    })
    .sort(
      (a, b) =>
        b.specificity - a.specificity || a.openCases - b.openCases || (a.personId < b.personId ? -1 : 1),
    )
}
