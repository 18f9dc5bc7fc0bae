import { type ClientFile, findAction } from '../clients/client-file.ts'
import { findParked, isWaiting, wishOf } from '../parked/parked.ts'
import type { Entry } from './entry.ts'
import type { Context, Touched } from './entry-kind.ts'
import type { Refusal } from './outcome.ts'

/**
 * Entries that name an action which was never opened, because the entry that was to open it was refused or waits for
 * somebody else. What merely adds lands on the client's file; what changes something depends on that entry.
 */

type FindKind = (
  name: string,
) => { read: (entry: Entry) => { touched: Touched } | { refusal: Refusal } | { unknown: true } } | undefined

/** The action an entry opens, if it opens one: the id it goes by from then on. */
export function openedBy(entry: Entry, findKind: FindKind): string | null {
  const read = findKind(entry.kind)?.read(entry)
  return read && 'touched' in read ? (read.touched.opens?.actionId ?? null) : null
}

/** Actions an entry names that its file does not know and that it does not open itself. */
export function unknownActions(touched: Touched, file: ClientFile): string[] {
  const { opens, actionIds = [] } = touched
  if (opens && (opens.caseId ?? null) === null) return []
  return actionIds.filter((id) => id !== opens?.actionId && !findAction(file, id))
}

/** The entry that was to open what this one works on, and did not. */
export function dependsOn(
  touched: Touched,
  file: ClientFile,
  context: Pick<Context, 'refusedOpening'>,
  findKind: FindKind,
): string | null {
  for (const id of unknownActions(touched, file)) {
    const entryId = context.refusedOpening?.(id) ?? waitingOpening(id, file, findKind)
    if (entryId !== null && entryId !== undefined) return entryId
  }
  return null
}

/** A parked entry that will open an action once somebody accepts it. */
function waitingOpening(actionId: string, file: ClientFile, findKind: FindKind): string | null {
  return (
    file.parked.find((wish) => isWaiting(wish) && openedBy(wishOf(wish), findKind) === actionId)?.id ?? null
  )
}

/** The same words without the action they were meant for. */
export function onClientsFile(entry: Entry): Entry {
  return typeof entry.data === 'object' && entry.data !== null
    ? { ...entry, data: { ...entry.data, actionId: null } }
    : entry
}

/** What an entry asks permission for: the answer to a parked entry asks what that entry asks. */
export function asksFor(entry: Entry, file: ClientFile): Entry {
  if (entry.kind !== 'parked.accepted') return entry
  const parkedId: unknown =
    typeof entry.data === 'object' && entry.data !== null && 'parkedId' in entry.data
      ? entry.data.parkedId
      : null
  const parked = typeof parkedId === 'string' ? findParked(file, parkedId) : undefined
  return parked && isWaiting(parked) ? wishOf(parked) : entry
}
