import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idFrom, idSchema } from '../../base/ids.ts'
import { type ClientFile, findAction } from '../../clients/client-file.ts'
import { type Parked, findParked, isWaiting, wishOf } from '../../parked/parked.ts'
import { noop, refuse } from '../decision.ts'
import type { Entry } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * Whoever is in charge now takes what somebody wanted who is not any more: it is decided as its author's wish. Items
 * that came to a closed case reopen it.
 */
export const parkedAccepted = entryKind({
  name: 'parked.accepted',
  v: 1,
  subject: 'client',
  data: z.strictObject({ parkedId: idSchema, actionId: z.nullable(idSchema), on: calendarDaySchema }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: actionId ? [actionId] : [] }),

  decide(entry, { file }, { at }) {
    const { parkedId, actionId, on } = entry.data
    const parked = findParked(file, parkedId)
    if (parked?.actionId !== actionId || !parked) return refuse({ type: 'notFound', what: 'entry' })
    if (parked.decision === 'accepted') return noop('alreadySo')
    if (!isWaiting(parked))
      return refuse({ type: 'alreadyDecided', by: parked.decidedBy, at: parked.decidedAt })

    const draft = new FileDraft(file)
    draft.put({
      table: 'parked',
      row: { ...parked, decision: 'accepted', decidedBy: entry.by, decidedAt: at },
    })
    draft.caused = [...reopening(parked, entry, file, on), wishOf(parked)]
    return draft.applied({ actionId, details: { of: parked.by, wanted: parked.kind } })
  },
})

function reopening(parked: Parked, entry: Entry, file: ClientFile, on: string): Entry[] {
  const action = parked.actionId === null ? undefined : findAction(file, parked.actionId)
  if (parked.because !== 'closed' || !action || isOpenAction(action)) return []
  const data = { actionId: action.id, on, dueOn: on }
  return [{ ...entry, id: idFrom(entry.id, 'reopen'), kind: 'action.reopened', v: 1, data }]
}
