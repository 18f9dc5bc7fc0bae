import * as z from 'zod/mini'
import { closingByRule } from '../../actions/closing-by-rule.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idFrom, idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { type ClientFile, findAction, itemsOf } from '../../clients/client-file.ts'
import type { Action } from '../../actions/action.ts'
import type { Company } from '../../company/company.ts'
import { isOpen } from '../../items/item.ts'
import { ruleEntry } from '../../plans/following.ts'
import { planFor } from '../../plans/making.ts'
import { noop, refuse } from '../decision.ts'
import { type Entry, isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/**
 * Too many instalments are late at once. The company has said what then: the case closes and its items go back to the
 * scenario as they were, or a litigation takes them over.
 */
export const planBroken = entryKind({
  name: 'plan.broken',
  v: 1,
  subject: 'client',
  data: z.strictObject({ planId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,

  decide(entry, { file }, { company }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { planId, actionId, on } = entry.data
    if (findWork(file, 'plan', planId)?.work.state === 'broken') return noop('alreadySo')
    const plan = planFor(entry.data, file, 'break')
    if ('no' in plan) return plan.no
    const action = findAction(file, actionId)
    const draft = new FileDraft(file)
    const work = { ...plan.work, state: 'broken' as const, endedOn: on }
    draft.put({ table: 'casework', row: { ...plan, wakesOn: null, work } })
    const then = company.planRule.brokenThen
    if (action)
      draft.caused =
        then === 'scenario'
          ? [closingByRule(entry, actionId, on, 'asBefore')]
          : [
              ...toLitigation(entry, action, file, on, company),
              closingByRule(entry, actionId, on, 'unchanged'),
            ]
    return draft.applied({ actionId, details: { planId, then } })
  },
})

/**
 * The litigation goes under the name of the case it comes from, to its owner while they work here; its items take the
 * status of one, where the company has it.
 */
function toLitigation(cause: Entry, action: Action, file: ClientFile, on: string, company: Company): Entry[] {
  const { collectorId, salesId } = file.client
  const runs = [...company.people.values()].filter(({ role }) => role === 'creditManager')
  const owners = [action.ownerId, collectorId, salesId, ...runs.map(({ id }) => id).toSorted()]
  const ownerId = owners.find((id) => id !== null && company.people.get(id)?.active) ?? action.ownerId
  const itemIds = itemsOf(file, action)
    .filter(isOpen)
    .map(({ id }) => id)
  const opened = ruleEntry(cause, 'litigation', 'action.opened', 1, {
    actionId: idFrom(cause.id, 'litigation case'),
    type: 'followUp',
    kind: 'litigation',
    name: action.name,
    dueOn: on,
    ownerId,
    resolverId: null,
    reasonId: null,
    on,
    itemIds,
    move: true,
    comment: null,
  })
  const status = company.statuses.find(({ data }) => data.category === 'litigation' && data.active)
  if (!status || itemIds.length === 0) return [opened]
  const requalified = ruleEntry(cause, 'litigation status', 'items.requalified', 1, {
    itemIds,
    on,
    statusId: status.id,
    comment: null,
    reasonId: null,
    disputedMinor: {},
    next: { mode: 'scenario' },
  })
  return [opened, requalified]
}
