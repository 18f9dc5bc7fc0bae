import { isCurrent, isOpenAction } from '../actions/action.ts'
import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import { type Document, isOfClient } from '../documents/document.ts'
import { isOpen } from '../items/item.ts'
import { isWaiting } from '../parked/parked.ts'
import type { ClientFile } from './client-file.ts'

const HORIZON_DAYS = 90

/** The day before which what is closed is no longer carried on a phone. */
export function horizonOf(today: CalendarDay): CalendarDay {
  return addDays(today, -HORIZON_DAYS)
}

/** Days of the calendar as moments are near enough for a horizon: start of the day in UTC, ms. */
export function horizonMoment(horizon: CalendarDay): number {
  return Date.parse(`${horizon}T00:00:00Z`)
}

/**
 * What a phone carries of a file: open items, items of open cases, what closed on or after the horizon, the work and
 * documents of what it carries and of the client itself, and wishes that still wait.
 * Device, server and digest cut by this one function.
 */
export function withinHorizon(file: ClientFile, horizon: CalendarDay): ClientFile {
  const isYoung = ({ closedOn }: { closedOn: CalendarDay | null }) => (closedOn ?? horizon) >= horizon
  const actions = file.actions.filter((action) => isOpenAction(action) || isYoung(action))
  const kept = new Set(actions.map(({ id }) => id))
  const isOfKept = ({ actionId }: { actionId: string }) => kept.has(actionId)
  if (
    actions.length === file.actions.length &&
    file.parked.every(isWaiting) &&
    file.items.every((item) => isOpen(item) || isYoung(item)) &&
    file.associations.every(isOfKept) &&
    file.casework.every(isOfKept) &&
    hasWhatDocumentsAreOf(file, kept)
  )
    return file
  const associations = file.associations.filter(isOfKept)
  const casework = file.casework.filter(isOfKept)
  const open = new Set(actions.filter(isOpenAction).map(({ id }) => id))
  const inOpenCases = new Set(
    associations.filter((stay) => isCurrent(stay) && open.has(stay.actionId)).map(({ itemId }) => itemId),
  )
  const items = file.items.filter((item) => isOpen(item) || isYoung(item) || inOpenCases.has(item.id))
  const keptItems = new Set(items.map(({ id }) => id))
  const documents = file.documents.filter((document) => isCarried(document, kept, keptItems))
  return { ...file, actions, associations, casework, documents, items, parked: file.parked.filter(isWaiting) }
}

/** A row may come after what it is of has passed the horizon, and is there alone. */
function hasWhatDocumentsAreOf({ documents, items }: ClientFile, actions: ReadonlySet<string>): boolean {
  if (documents.length === 0) return true
  const ids = new Set(documents.some(({ itemIds }) => itemIds.length > 0) ? items.map(({ id }) => id) : [])
  return documents.every((document) => isCarried(document, actions, ids))
}

function isCarried(document: Document, actions: ReadonlySet<string>, items: ReadonlySet<string>): boolean {
  return (
    isOfClient(document) ||
    (document.actionId !== null && actions.has(document.actionId)) ||
    document.itemIds.some((id) => items.has(id))
  )
}
