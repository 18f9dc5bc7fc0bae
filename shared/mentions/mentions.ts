import type { Action } from '../actions/action.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import type { Details, HistoryRow } from '../journal/history.ts'
import { holdingOf, knowsAction } from '../journal/permissions.ts'
import type { Person } from '../people/person.ts'

/** Who is told of a comment, who of them takes part in its case from now on, and who cannot be told. */
export type Mentions = { told: string[]; joining: string[]; leftOut: string[] }

/**
 * Sorts out who is mentioned. Who has left or only reads is left out; on a client's file, which nobody is let into by a
 * comment, whoever does not hold it.
 */
export function sortOutMentions(
  personIds: readonly string[],
  action: Action | undefined,
  file: ClientFile,
  company: Company,
): Mentions {
  const sorted: Mentions = { told: [], joining: [], leftOut: [] }
  for (const personId of new Set(personIds)) {
    const person = company.people.get(personId)
    const holds = person !== undefined && isHeldBy(person, action, file)
    if (!person?.active || person.role === 'guest' || (!holds && !action)) sorted.leftOut.push(personId)
    else {
      sorted.told.push(personId)
      if (!holds) sorted.joining.push(personId)
    }
  }
  return sorted
}

function isHeldBy(person: Person, action: Action | undefined, file: ClientFile): boolean {
  const holding = holdingOf(person, file)
  return holding.wholeFile || (action !== undefined && knowsAction(holding, action.id, file))
}

/** What the history keeps of it: ids with a space between them, nothing where nobody is mentioned. */
export function mentionDetails({ told, leftOut }: Mentions): Details {
  return {
    ...(told.length > 0 && { mentions: told.join(' ') }),
    ...(leftOut.length > 0 && { notTold: leftOut.join(' ') }),
  }
}

/** Who a row of the history mentions. */
export function mentionedIn({ details }: Pick<HistoryRow, 'details'>): string[] {
  return idsOf(details.mentions)
}

/** Who was mentioned and could not be told. */
export function notToldIn({ details }: Pick<HistoryRow, 'details'>): string[] {
  return idsOf(details.notTold)
}

/** The rows in which others mention somebody, the newest first. */
export function mentionsOf(personId: string, history: Iterable<HistoryRow>): HistoryRow[] {
  return [...history]
    .filter((row) => row.by !== personId && mentionedIn(row).includes(personId))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}

function idsOf(value: Details[string] | undefined): string[] {
  return typeof value === 'string' ? value.split(' ') : []
}
