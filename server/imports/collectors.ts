import type { Company } from '#shared/company/company.ts'
import { comparable } from '#shared/imports/cell.ts'
import { MAY_COLLECT, type PersonId } from '#shared/people/person.ts'

/** Finds the person the books mean by an e-mail or a name; nobody when two people share the name. */
export function collectorFinder(company: Company): (written: string | null) => PersonId | null {
  const byWord = new Map<string, PersonId | null>()
  for (const { id, email, name, role, active } of company.people.values()) {
    if (!active || !MAY_COLLECT[role]) continue
    for (const word of new Set([comparable(email), comparable(name)]))
      byWord.set(word, byWord.has(word) ? null : id)
  }
  return (written) => (written === null ? null : (byWord.get(comparable(written)) ?? null))
}
