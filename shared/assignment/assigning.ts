import { isOpenAction } from '../actions/action.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { idFrom } from '../base/ids.ts'
import { type ClientFile, itemsOf } from '../clients/client-file.ts'
import { findTemplate } from '../company/company.ts'
import { amountMinor } from '../dunning/next-step.ts'
import { type Entry, RULE } from '../journal/entry.ts'
import type { Context } from '../journal/entry-kind.ts'
import { assign } from './assign.ts'

/**
 * The entries by which new disputes are given to a resolver, caused by the one that opened them. Only where the company
 * says so and nobody was named; only the server, which knows how much everybody has: a phone shows that it will be.
 */
export function assigning(
  cause: Entry,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
  { company, loads }: Pick<Context, 'company' | 'loads'>,
): Entry[] {
  if (!company.assignmentRule.active || !loads) return []
  const known = new Set(before.actions.map(({ id }) => id))
  return after.actions.flatMap((action) => {
    if (known.has(action.id) || !isOpenAction(action)) return []
    const { kind, caseId, resolverId, templateId, reasonId } = action
    if (kind !== 'dispute' || caseId !== null || resolverId !== null) return []
    if (findTemplate(company, templateId)?.data.resolver.by === 'nobody') return []
    const items = itemsOf(after, action)
    const asked = { client: after.client, items, reasonId, amountMinor: amountMinor(items, company, on) }
    const assigned = assign(asked, company.people.values(), loads, on)
    if (assigned.resolverId === null) return []
    return [
      {
        ...cause,
        id: idFrom(cause.id, `assign/${action.id}`),
        kind: 'resolver.assigned',
        v: 1,
        by: RULE,
        data: { actionId: action.id, resolverId: assigned.resolverId, because: assigned.because },
      },
    ]
  })
}
