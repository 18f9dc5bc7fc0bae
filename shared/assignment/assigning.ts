import { type Action, isOpenAction } from '../actions/action.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { idFrom } from '../base/ids.ts'
import { type ClientFile, itemsOf } from '../clients/client-file.ts'
import { type Company, findTemplate } from '../company/company.ts'
import { amountMinor } from '../dunning/next-step.ts'
import { type Entry, RULE } from '../journal/entry.ts'
import type { Context } from '../journal/entry-kind.ts'

/**
 * The entries by which new disputes are given to a resolver, caused by the one that opened them. Only where the company
 * says so and nobody was named; only the server, which knows how much everybody has: a phone shows that it will be.
 */
export function assigning(
  cause: Entry,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
  { company, assign }: Pick<Context, 'company' | 'assign'>,
): Entry[] {
  if (!assign) return []
  const known = new Set(before.actions.map(({ id }) => id))
  return after.actions.flatMap((action) => {
    if (known.has(action.id) || !awaitsResolver(action, company)) return []
    const { reasonId } = action
    const items = itemsOf(after, action)
    const asked = { client: after.client, items, reasonId, amountMinor: amountMinor(items, company, on) }
    const assigned = assign(asked, on)
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

/** Whether the server will look for a resolver as soon as it hears of an action: only there is known how much everybody has. */
export function willBeAssigned(action: Action, company: Company): boolean {
  return action.version === 0 && awaitsResolver(action, company)
}

function awaitsResolver(action: Action, company: Company): boolean {
  return isOpenAction(action) && action.caseId === null && findsItsResolver(action, company)
}

/** Whether a dispute that is opened like this is given to somebody by the criteria. */
export function findsItsResolver(
  { kind, resolverId, templateId }: Pick<Action, 'kind' | 'resolverId' | 'templateId'>,
  company: Company,
): boolean {
  return (
    company.assignmentRule.active &&
    kind === 'dispute' &&
    resolverId === null &&
    findTemplate(company, templateId)?.data.resolver.by !== 'nobody'
  )
}
