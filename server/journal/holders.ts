import { holdsOf, mayMoveScope } from '#shared/clients/scope.ts'
import type { Round } from './round.ts'

/**
 * Everybody who holds a file that a round changed, or held it before: those to wake. Read off the files in memory, so
 * that nobody waits for a question to the database before they hear of the change.
 */
export function holdersOf(round: Round, companyFits: boolean): Set<string> {
  const holders = new Set<string>()
  for (const { before, after } of round.changedFiles) {
    const files = before && mayMoveScope(before.file, after.file) ? [before.file, after.file] : [after.file]
    for (const file of files)
      for (const { personId } of holdsOf(file, round.company.people, companyFits)) holders.add(personId)
  }
  return holders
}
