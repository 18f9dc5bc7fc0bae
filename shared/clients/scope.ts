import type { Person } from '../people/person.ts'
import { HOLDS_ALL, HOLDS_PORTFOLIO } from '../people/person.ts'
import type { FileKind } from './case-file.ts'
import type { ClientFile } from './client-file.ts'

/** Why somebody holds a file. */
export type ScopeReason = 'collector' | 'sales' | 'company' | 'owner' | 'resolver'

/** One reason for one person to hold one file: of a client, or of a case (the action's id). */
export type Hold = { personId: string; kind: FileKind; fileId: string; reason: ScopeReason }

/** Above this many open items nobody is given all of the company to carry. */
export const HOLDS_ALL_BELOW_ITEMS = 20_000

/**
 * Who holds the client file or parts of it, and why. Whoever holds the client file gets no case files of that client.
 * Inactive people hold nothing.
 */
export function holdsOf(file: ClientFile, people: Iterable<Person>, companyFits: boolean): Hold[] {
  const holds: Hold[] = []
  const { client } = file
  const active = new Map([...people].filter((person) => person.active).map((person) => [person.id, person]))
  const whole = new Set<string>()
  const take = (personId: string | null, reason: ScopeReason) => {
    const person = personId === null ? undefined : active.get(personId)
    if (personId === null || !person || (reason !== 'company' && !HOLDS_PORTFOLIO[person.role])) return
    whole.add(personId)
    holds.push({ personId, kind: 'client', fileId: client.id, reason })
  }
  take(client.collectorId, 'collector')
  take(client.salesId, 'sales')
  if (companyFits)
    for (const person of active.values()) if (HOLDS_ALL[person.role]) take(person.id, 'company')
  for (const action of file.actions) {
    if (action.removed) continue
    for (const [personId, reason] of [
      [action.ownerId, 'owner'],
      [action.resolverId, 'resolver'],
    ] as const)
      if (personId !== null && active.has(personId) && !whole.has(personId))
        holds.push({ personId, kind: 'case', fileId: action.id, reason })
  }
  return holds
}
