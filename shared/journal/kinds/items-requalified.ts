import * as z from 'zod/mini'
import { caseOfToDo } from '../../actions/sitting.ts'
import { leavingCases } from '../../actions/leaving-cases.ts'
import { caseOf, join, onlyCase, sortOutJoining, withAlias } from '../../actions/stays.ts'
import { isOpenAction } from '../../actions/action.ts'
import { closedToItems } from '../../actions/closed.ts'
import { openedAction, openingSchema, unknownReference } from '../../actions/opening.ts'
import { assigning } from '../../assignment/assigning.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { must } from '../../base/must.ts'
import { stampOf } from '../../base/stamp.ts'
import { type ClientFile, findAction, findItem } from '../../clients/client-file.ts'
import { type Company, findStatus } from '../../company/company.ts'
import { type Item, isOpen, statusOf } from '../../items/item.ts'
import { disputedAmountsSchema, reasonFor, setStatus } from '../../statuses/setting-status.ts'
import { openByStatus, reenters, returnByStatus } from '../../statuses/status-rule.ts'
import { type Decision, noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { itemIdsSchema, settingIdSchema, textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import type { LeftOut, Refusal } from '../outcome.ts'
import { OPENS_ACTIONS } from '../permissions.ts'

/** What follows a requalification: back to the scenario's routine, a new specific action, or an open case. */
const nextSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('scenario') }),
  z.strictObject({ mode: z.literal('open'), opening: openingSchema }),
  z.strictObject({ mode: z.literal('join'), actionId: idSchema }),
])

/**
 * Ticked items of a client change status, and what comes next is decided in the same gesture.
 * Items accounting has closed are left out; items that take a *dispute resolved* status, or another that puts them back,
 * leave their case by a caused entry and come into no other by this gesture. A status that opens a case by itself does so
 * where nothing else was chosen.
 */
export const itemsRequalified = entryKind({
  name: 'items.requalified',
  v: 2,
  subject: 'client',
  data: z.strictObject({
    itemIds: itemIdsSchema,
    on: calendarDaySchema,
    statusId: settingIdSchema,
    comment: z.nullable(textSchema),
    reasonId: z.nullable(settingIdSchema),
    disputedMinor: disputedAmountsSchema,
    next: nextSchema,
  }),
  may: OPENS_ACTIONS,
  touches: ({ itemIds, next }) => ({
    itemIds,
    actionIds: next.mode === 'join' ? [next.actionId] : [],
    ...(next.mode === 'open' && {
      opens: { actionId: next.opening.actionId, type: next.opening.type, kind: next.opening.kind },
    }),
  }),

  decide(entry, { file }, context): Decision {
    const { company, at, occurred } = context
    const { itemIds, on, comment, disputedMinor, next } = entry.data
    const status = findStatus(company, entry.data.statusId)
    if (!status?.data.active) return refuse({ type: 'statusUnknown' })
    const unknown = unknownReference({ reasonId: entry.data.reasonId }, company)
    if (unknown) return refuse(unknown)

    const draft = new FileDraft(file)
    const reasonId = reasonFor(status, entry.data.reasonId, company)
    const resolves = reenters(status.data)
    const stamp = stampOf(occurred, entry.id)
    const taken: Item[] = []
    for (const itemId of new Set(itemIds)) {
      const item = findItem(file, itemId)
      const part = disputedMinor[itemId] ?? null
      const because = item ? whyNot(item, part) : 'notFound'
      if (!item || because) {
        draft.leftOut.push({ itemId, because: because ?? 'notFound' })
        continue
      }
      taken.push(item)
      const fields = {
        statusId: status.id,
        statusOn: on,
        statusBy: entry.by,
        statusComment: comment,
        reasonId: resolves ? (entry.data.reasonId ?? item.reasonId) : reasonId,
        disputedMinor: status.data.category === 'dispute' ? part : null,
      }
      setStatus(draft, item, fields, stamp)
    }
    if (taken.length === 0)
      return draft.leftOut.every(({ because }) => because === 'settled')
        ? noop('alreadyPaid')
        : refuse({ type: 'nothingLeft', items: draft.leftOut })

    // Before the new status is forgotten: an item goes back to what it had before this gesture.
    const hadBefore = (item: Item) => statusOf(must(findItem(file, item.id), 'item before'))
    let actionId: string | null = null
    let joined: string | undefined
    if (next.mode === 'open') {
      const coming = resolves ? [] : ids(taken)
      const { joining, leftOut } = sortOutJoining(file, next.opening.actionId, coming, false)
      const taker = file.actions.find(
        ({ id, aliases }) => id === next.opening.actionId || aliases.includes(next.opening.actionId),
      )
      if (taker?.id === next.opening.actionId) return refuse({ type: 'idTaken' })
      const opening = { ...next.opening, reasonId: next.opening.reasonId ?? reasonId }
      const action = openedAction(opening, entry, file.client.id, on, at, company)
      if ('refusal' in action) return refuse(action.refusal)
      const host = caseOfToDo(file, action.type, coming, false)
      const sitsIn = joining.length === 0 ? onlyCase(file, coming) : null
      if (!host && sitsIn) {
        if (!taker) draft.put({ table: 'actions', row: withAlias(sitsIn, action.id) })
        joined = sitsIn.id
      } else {
        if (!host && coming.length > 0 && joining.length === 0) return refuse(sitElsewhere(file, taken))
        if (!host) draft.leftOut.push(...leftOut)
        draft.put({ table: 'actions', row: { ...action, caseId: host?.id ?? null } })
        join(draft, action, joining, on, entry.id, hadBefore)
      }
      actionId = host?.id ?? joined ?? action.id
    }
    if (next.mode === 'join') {
      const action = findAction(file, next.actionId)
      if (!action) return refuse({ type: 'notFound', what: 'action' })
      if (!isOpenAction(action)) return closedToItems(action, at)
      const coming = resolves ? [] : ids(taken)
      const { joining, leftOut } = sortOutJoining(file, action.id, coming, false)
      const elsewhere = leftOut.filter(({ because }) => because === 'inOtherAction')
      if (elsewhere.length === taken.length) return refuse(sitElsewhere(file, taken))
      draft.leftOut.push(...elsewhere)
      join(draft, action, joining, on, entry.id, hadBefore)
      actionId = action.id
    }
    const set = { entry, items: taken, on, at, company, hadBefore }
    returnByStatus(draft, set)
    if (next.mode === 'scenario') {
      const [opened, ...others] = openByStatus(draft, set)
      if (opened && others.length === 0) actionId = opened.actionId
    }
    if (resolves) {
      const resolved = ids(taken).filter((id) => isResolved(draft.file, id, company))
      draft.caused = leavingCases(entry, draft.file, resolved, 'resolved', on)
    }
    draft.caused.push(...assigning(entry, file, draft.file, on, context))
    const decision = draft.applied({
      actionId: actionId ?? commonCase(draft, taken),
      itemIds: ids(taken),
      text: comment,
    })
    return decision.type === 'applied' && joined ? { ...decision, joined } : decision
  },
})

function whyNot(item: Item, part: number | null): LeftOut['because'] | null {
  if (!isOpen(item)) return 'settled'
  if (part !== null && (item.balanceMinor <= 0 || part <= 0 || part > item.balanceMinor)) return 'overBalance'
  return null
}

function commonCase(draft: FileDraft, items: Item[]): string | null {
  const cases = new Set(items.map(({ id }) => caseOf(draft.file, id)?.id ?? null))
  const [only] = cases
  return cases.size === 1 ? (only ?? null) : null
}

function sitElsewhere(file: ClientFile, items: readonly Item[]): Refusal {
  const [first] = items
  return {
    type: 'inOtherAction',
    itemIds: ids(items),
    actionId: (first && caseOf(file, first.id)?.id) ?? null,
  }
}

function isResolved(file: ClientFile, itemId: string, company: Company): boolean {
  const item = findItem(file, itemId)
  const status = item && findStatus(company, item.statusId)
  return !!status && reenters(status.data)
}

function ids(items: readonly Item[]): string[] {
  return items.map(({ id }) => id)
}
