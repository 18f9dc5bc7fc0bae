import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { type Parked, findParked, isWaiting } from '../../parked/parked.ts'
import { type Decision, noop, refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import type { Refusal } from '../outcome.ts'
import { NOBODY } from '../permissions.ts'

/** Nobody decided in time: what waited comes to nothing. Made by the calendar. */
export const parkedLapsed = entryKind({
  name: 'parked.lapsed',
  v: 1,
  subject: 'client',
  data: z.strictObject({ parkedId: idSchema, on: calendarDaySchema }),
  may: NOBODY,

  decide(entry, { file }, { at }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { parkedId, on } = entry.data
    const parked = findParked(file, parkedId)
    if (!parked) return refuse({ type: 'notFound', what: 'entry' })
    if (!isWaiting(parked)) return noop('alreadySo')
    if (on < parked.lapsesOn) return refuseField('data.on', 'its time has not come')
    const draft = new FileDraft(file)
    draft.put({ table: 'parked', row: { ...parked, decision: 'lapsed', decidedBy: entry.by, decidedAt: at } })
    return ended(draft, parked, { type: 'lapsed' }, null)
  },
})

/** The decision by which a parked entry comes to nothing. */
export function ended(draft: FileDraft, parked: Parked, refusal: Refusal, text: string | null): Decision {
  const { actionId, by, kind, id } = parked
  const decision = draft.applied({ actionId, text, details: { of: by, wanted: kind } })
  return decision.type === 'applied' ? { ...decision, ends: [{ entryId: id, refusal }] } : decision
}
