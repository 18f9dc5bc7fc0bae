import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { isUnderWay } from '../../validations/validation-states.ts'
import { noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** Some time after a validation has ended, those who were asked let go of its case. */
export const validationForgotten = entryKind({
  name: 'validation.forgotten',
  v: 1,
  subject: 'client',
  data: z.strictObject({ validationId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }) {
    const { validationId, actionId, on } = entry.data
    const found = workIn(file, 'validation', validationId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    if (isUnderWay(row.work.state) || row.wakesOn === null || row.wakesOn > on) return noop('alreadySo')
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row: { ...row, wakesOn: null } })
    return draft.applied({ actionId: row.actionId })
  },
})
