import type { AnyKind } from '#shared/journal/entry-kind.ts'
import { KINDS_OF_ONESELF, KINDS_OF_PEOPLE } from '#shared/journal/kinds-of-people.ts'
import { decideBy } from '#shared/journal/decide-by.ts'
import { mayBy } from '#shared/journal/may-by.ts'
import type { Entry } from '#shared/journal/entry.ts'

/**
 * The kinds of entries this device decides: what people do, and, once somebody sets something, what is set for the
 * company. What books and calendar bring is decided by the server alone.
 */
const known = new Map<string, AnyKind>(Object.entries({ ...KINDS_OF_PEOPLE, ...KINDS_OF_ONESELF }))

export function findKind(name: string): AnyKind | undefined {
  return known.get(name)
}

export const { decideOnFile, decideOnCompany, decideOnPerson } = decideBy(findKind)
export const mayDecide = mayBy(findKind)

/** Before entries are decided: those about the company need its rules, which few ever set. */
export async function learnKindsFor(entries: Iterable<Pick<Entry, 'kind' | 'subject'>>): Promise<void> {
  for (const { kind, subject } of entries) {
    if (subject.type !== 'company' || known.has(kind)) continue
    const { KINDS_OF_COMPANY } = await import('#shared/journal/kinds-of-company.ts')
    for (const [name, one] of Object.entries(KINDS_OF_COMPANY)) known.set(name, one)
    return
  }
}
