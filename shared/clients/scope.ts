import type { Person } from '../people/person.ts'
import { HOLDS_ALL, HOLDS_PORTFOLIO } from '../people/person.ts'
import { workOf } from '../casework/casework.ts'
import { isUnderWay } from '../validations/validation-states.ts'
import type { Asked } from '../validations/validation.ts'
import { isOneOf } from '../validations/who-is-asked.ts'
import type { FileKind } from './case-file.ts'
import { type ClientFile, caseIdOf } from './client-file.ts'

/** Why somebody holds a case file: it is theirs to run, a to-do of it is, they take part in it, or are asked in it. */
export type CaseReason = 'owner' | 'resolver' | 'toDo' | 'participant' | 'validator'

/** Why somebody holds a file. */
export type ScopeReason = 'collector' | 'sales' | 'company' | CaseReason

/** One reason for one person to hold one file: of a client, or of a case (the action's id). */
export type Hold = { personId: string; kind: FileKind; fileId: string; reason: ScopeReason }

/** Above this many open items nobody is given all of the company to carry. */
export const HOLDS_ALL_BELOW_ITEMS = 20_000

/**
 * Who holds the client file or parts of it, and why. Whoever holds the client file gets no case files of that client.
 * Inactive people hold nothing. `scope_from_scratch` says the same in SQL: the two change together.
 */
export function holdsOf(file: ClientFile, people: ReadonlyMap<string, Person>, companyFits: boolean): Hold[] {
  const holds: Hold[] = []
  const { client } = file
  const whole = new Set<string>()
  const take = (personId: string | null, reason: ScopeReason) => {
    const person = personId === null ? undefined : people.get(personId)
    if (!person?.active || (reason !== 'company' && !HOLDS_PORTFOLIO[person.role])) return
    whole.add(person.id)
    holds.push({ personId: person.id, kind: 'client', fileId: client.id, reason })
  }
  take(client.collectorId, 'collector')
  take(client.salesId, 'sales')
  if (companyFits)
    for (const person of people.values()) if (HOLDS_ALL[person.role]) take(person.id, 'company')
  for (const claim of claimsOf(file))
    for (const person of candidates(claim, people))
      if (person.active && isClaimOf(person, claim) && !whole.has(person.id))
        holds.push({ personId: person.id, kind: 'case', fileId: claim.caseId, reason: claim.reason })
  return holds
}

/** The cases of a file that somebody holds by its rows, whether or not they hold more. */
export function casesHeldBy(person: Person, file: ClientFile): Set<string> {
  const cases = new Set<string>()
  for (const claim of claimsOf(file)) if (isClaimOf(person, claim)) cases.add(claim.caseId)
  return cases
}

/** Whether a change of a file can have changed who holds it: rather once too often. */
export function mayMoveScope(before: ClientFile | undefined, after: ClientFile): boolean {
  const isNew = !before || before.client.version === 0
  if (isNew || before.actions.length !== after.actions.length) return true
  if (before.client.collectorId !== after.client.collectorId) return true
  if (before.client.salesId !== after.client.salesId) return true
  return (
    isAnyOther(before.actions, after.actions, (was, is) =>
      HOLD_IT.some((field) => was?.[field] !== is[field]),
    ) || isAnyOther(before.casework, after.casework, (was, is) => was !== is && is.work.type === 'validation')
  )
}

const HOLD_IT = ['id', 'ownerId', 'resolverId', 'participants', 'caseId', 'removed'] as const

function isAnyOther<Row>(
  before: readonly Row[],
  after: readonly Row[],
  isOther: (was: Row | undefined, is: Row) => boolean,
): boolean {
  return before !== after && after.some((row, at) => isOther(before[at], row))
}

/** What a row of a file says of who holds a case, before anybody asks who that is. */
type Claim = { caseId: string; reason: CaseReason; who: Asked }

function* claimsOf(file: ClientFile): Generator<Claim> {
  for (const action of file.actions) {
    if (action.removed) continue
    const caseId = caseIdOf(action, file)
    const isToDo = caseId !== action.id
    const { ownerId, resolverId, participants } = action
    yield { caseId, reason: isToDo ? 'toDo' : 'owner', who: { type: 'person', id: ownerId } }
    if (resolverId !== null)
      yield { caseId, reason: isToDo ? 'toDo' : 'resolver', who: { type: 'person', id: resolverId } }
    for (const participant of participants)
      if (participant.type !== 'contact') yield { caseId, reason: 'participant', who: participant }
  }
  for (const { actionId, work, wakesOn } of workOf(file, 'validation')) {
    const action = file.actions.find(({ id }) => id === actionId)
    // Who was asked keeps what was decided until the calendar says that it is forgotten, and nothing wakes it any more.
    if (!action || action.removed || (!isUnderWay(work.state) && wakesOn === null)) continue
    const caseId = caseIdOf(action, file)
    for (const level of work.levels.slice(0, work.level + 1))
      for (const who of level.asked) yield { caseId, reason: 'validator', who }
  }
}

/** Owners and resolvers hold by their name alone; who is asked in must be one who may be. */
function isClaimOf(person: Person, { who, reason }: Pick<Claim, 'who' | 'reason'>): boolean {
  switch (reason) {
    case 'owner':
    case 'resolver':
    case 'toDo':
      return person.id === who.id
    case 'participant':
    case 'validator':
      return isOneOf(who, person)
  }
}

function candidates({ who }: Claim, people: ReadonlyMap<string, Person>): Iterable<Person> {
  if (who.type !== 'person') return people.values()
  const person = people.get(who.id)
  return person ? [person] : []
}
