import * as z from 'zod/mini'
import { type CalendarDay, addDays, calendarDaySchema } from '../base/calendar-day.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { findAction, staysOf } from '../clients/client-file.ts'
import type { Entry } from '../journal/entry.ts'
import type { Outcome } from '../journal/outcome.ts'
import type { Touched } from '../journal/entry-kind.ts'
import { isInCharge } from '../journal/permissions.ts'
import { personIdSchema } from '../people/person.ts'

/**
 * Why somebody else decides: its author had lost the file (`moved`), added to it more than a month after losing it
 * (`late`), brought items to a case that was closed meanwhile (`closed`), or replaced a plan that is not the one they had
 * before their eyes (`changed`).
 */
const PARKED_BECAUSE = ['moved', 'late', 'closed', 'changed'] as const
export type ParkedBecause = (typeof PARKED_BECAUSE)[number]

/** What its author is told it waits for: the new owner of the file, or whoever runs the case or its plan. */
export const WAITS_FOR: Record<ParkedBecause, Extract<Outcome, { type: 'parked' }>['for']> = {
  moved: 'newOwner',
  late: 'newOwner',
  closed: 'caseOwner',
  changed: 'planOwner',
}

const PARKED_DECISIONS = ['accepted', 'declined', 'lapsed'] as const

/** A wish that waits in a file for whoever is in charge of it now: an entry, kept as it was made. */
export const parkedSchema = z.strictObject({
  /** The entry's id. */
  id: z.string(),
  clientId: z.string(),
  /** The case it is about, if any; `isKnownToCase` says whether who holds no more than that case sees it there. */
  actionId: z.nullable(z.string()),
  kind: z.string(),
  v: z.int(),
  by: personIdSchema,
  at: z.int(),
  device: z.string(),
  data: z.unknown(),
  because: z.enum(PARKED_BECAUSE),
  /** On this day it comes to nothing. */
  lapsesOn: calendarDaySchema,
  decision: z.nullable(z.enum(PARKED_DECISIONS)),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(z.int()),
  version: z.int(),
})
export type Parked = z.infer<typeof parkedSchema>

const WAITS_DAYS = 30

/** The row that an entry waits as. */
export function parkedRow(
  entry: Entry & { subject: { type: 'client' } },
  touched: Touched,
  file: ClientFile,
  { because, at, today }: { because: ParkedBecause; at: number; today: CalendarDay },
): Parked {
  const { id, kind, v, by, device, data, subject } = entry
  const actionId = caseOfWish(touched, because, file)
  return {
    id,
    clientId: subject.id,
    actionId,
    kind,
    v,
    by,
    at,
    device,
    data,
    because,
    lapsesOn: addDays(today, WAITS_DAYS),
    decision: null,
    decidedBy: null,
    decidedAt: null,
    version: 0,
  }
}

/**
 * What works on something beside one case is about none: its data names what the file of that case does not know, and who
 * holds no more may not decide it. Items that come to a closed case are about it all the same.
 */
function caseOfWish(
  { actionIds = [], itemIds = [] }: Touched,
  because: ParkedBecause,
  file: ClientFile,
): string | null {
  const [action, another] = actionIds.flatMap((id) => findAction(file, id) ?? [])
  if (!action || because === 'closed') return action?.id ?? null
  const within = new Set(staysOf(file, action).map(({ itemId }) => itemId))
  return another || itemIds.some((id) => !within.has(id)) ? null : action.id
}

/** Whether the file of a case carries a wish: what comes to a closed case brings items that are none of its. */
export function isKnownToCase({ actionId, because }: Parked, caseId: string): boolean {
  return actionId === caseId && because !== 'closed'
}

/** The entry a row waits for, to be decided at last. */
export function wishOf({ id, clientId, kind, v, by, at, device, data }: Parked): Entry {
  const seen = { version: 0, stamp: '' }
  return { id, kind, v, by, subject: { type: 'client', id: clientId }, at, device, seen, data }
}

/** Whether an entry is a wish that somebody has just taken: it is decided without asking again what it waited for. */
export function isTaken(entry: Entry, file: ClientFile): boolean {
  return findParked(file, entry.id)?.decision === 'accepted'
}

export function isWaiting({ decision }: Parked): boolean {
  return decision === null
}

export function findParked(file: ClientFile, id: string): Parked | undefined {
  return file.parked.find((row) => row.id === id)
}

/**
 * Who is to decide: the owner of the case, as far as they may know it, else the client's collector, else whoever runs the
 * company (null).
 */
export function deciderOf(parked: Parked, file: ClientFile): string | null {
  const { actionId } = parked
  const ownerId = (actionId === null ? undefined : findAction(file, actionId))?.ownerId ?? null
  const maySee =
    ownerId !== null && actionId !== null && (isKnownToCase(parked, actionId) || isInCharge(ownerId, file))
  return maySee ? ownerId : file.client.collectorId
}
