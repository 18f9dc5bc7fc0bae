import type { CalendarDay } from '../base/calendar-day.ts'
import type { Person, PersonId } from '../people/person.ts'
import { type Asked, meets } from './conditions.ts'

/** Open cases by resolver; who is not in it has none. */
export type Loads = ReadonlyMap<PersonId, number>

/** Why somebody gets a dispute, or nobody does. */
export type AssignedBecause =
  | { type: 'noMatch' }
  /** Everybody whose it is is away, and so is whoever stands in for them. */
  | { type: 'allAway'; personIds: PersonId[] }
  /** Several fit as well, and only the server knows who has fewer cases. */
  | { type: 'needsLoads'; personIds: PersonId[] }
  | {
      type: 'matched'
      /** Whose criterion it was, which, and how many conditions it has. */
      personId: PersonId
      criterionKey: string
      conditions: number
      /** Who else's asked as much, and how many open cases the chosen one had. */
      tiedWith: PersonId[]
      openCases: number | null
      /** Those the resolver stands in for, from whose it is on. */
      insteadOf: PersonId[]
    }
export type Assignment = { resolverId: PersonId | null; because: AssignedBecause }

type Candidate = {
  person: Person
  key: string
  conditions: number
  resolverId: PersonId
  insteadOf: PersonId[]
}

/**
 * Who resolves a dispute: of all whose criteria it meets those whose criterion asks most, then who has the fewest open
 * cases, then the first by id. Who is away is stood in for. Without loads (a phone has none) the answer is only given where
 * nothing depends on them. Pure; also the bench on which rules are tried.
 */
export function assign(
  asked: Asked,
  people: Iterable<Person>,
  loads: Loads | null,
  on: CalendarDay,
): Assignment {
  const all = new Map([...people].map((person) => [person.id, person]))
  const fitting = [...all.values()].flatMap((person) => {
    const best = mayResolve(person) ? bestCriterion(person, asked) : null
    return best ? [{ person, ...best }] : []
  })
  if (fitting.length === 0) return { resolverId: null, because: { type: 'noMatch' } }
  const present: Candidate[] = fitting.flatMap((one) => {
    const found = standIn(one.person, all, on)
    return found ? [{ ...one, ...found }] : []
  })
  const most = Math.max(...present.map(({ conditions }) => conditions))
  const best = present.filter(({ conditions }) => conditions === most)
  if (best.length === 0)
    return {
      resolverId: null,
      because: { type: 'allAway', personIds: fitting.map(({ person }) => person.id).sort() },
    }
  const resolvers = new Set(best.map(({ resolverId }) => resolverId))
  if (loads === null && resolvers.size > 1)
    return { resolverId: null, because: { type: 'needsLoads', personIds: [...resolvers].sort() } }
  const loadOf = ({ resolverId }: Candidate) => loads?.get(resolverId) ?? 0
  const [first, ...others] = best.sort(
    (a, b) =>
      loadOf(a) - loadOf(b) ||
      compareText(a.resolverId, b.resolverId) ||
      a.insteadOf.length - b.insteadOf.length ||
      compareText(a.person.id, b.person.id),
  )
  if (!first) return { resolverId: null, because: { type: 'noMatch' } }
  return {
    resolverId: first.resolverId,
    because: {
      type: 'matched',
      personId: first.person.id,
      criterionKey: first.key,
      conditions: first.conditions,
      tiedWith: others
        .map(({ person }) => person.id)
        .filter((id) => id !== first.person.id)
        .sort(),
      openCases: loads ? loadOf(first) : null,
      insteadOf: first.insteadOf,
    },
  }
}

/** The one of somebody’s criteria that fits and asks most. */
export function bestCriterion(person: Person, asked: Asked): { key: string; conditions: number } | null {
  let best: { key: string; conditions: number } | null = null
  for (const { key, conditions } of person.criteria)
    if (conditions.length > (best?.conditions ?? 0) && meets(conditions, asked))
      best = { key, conditions: conditions.length }
  return best
}

/** Somebody, or who stands in while they are away, and whoever stands in for that one. Round in a circle there is nobody. */
export function standIn(
  person: Person,
  people: ReadonlyMap<PersonId, Person>,
  on: CalendarDay,
): { resolverId: PersonId; insteadOf: PersonId[] } | null {
  const insteadOf: PersonId[] = []
  let now: Person | undefined = person
  while (now && isAway(now, on)) {
    if (insteadOf.includes(now.id)) return null
    insteadOf.push(now.id)
    now = now.absence?.substituteId ? people.get(now.absence.substituteId) : undefined
  }
  return now && mayResolve(now) ? { resolverId: now.id, insteadOf } : null
}

export function isAway({ absence }: Pick<Person, 'absence'>, on: CalendarDay): boolean {
  return absence !== null && absence.from <= on && on <= absence.to
}

export function mayResolve({ active, role }: Person): boolean {
  return active && role !== 'guest'
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
