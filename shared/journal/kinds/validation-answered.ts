import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { overBooks } from '../../credit-notes/over-books.ts'
import { creditNoteAfter } from '../../credit-notes/credit-note-states.ts'
import { answered, isEverAsked, lastAnswerOf, whyNotAnswer } from '../../validations/answering.ts'
import { askedNow, askedNowSchema, differences } from '../../validations/asked-now.ts'
import { ANSWERS } from '../../validations/validation.ts'
import { isUnderWay } from '../../validations/validation-states.ts'
import { validationWakes } from '../../validations/validation-wakes.ts'
import { type Decision, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/**
 * Somebody who is asked approves, refuses with a reason, or asks back. The first decision of a person or level stands,
 * and nobody decides on what is no longer what they had before their eyes (`asked`), nor approves a credit for what was
 * paid meanwhile. The credit note request it is about goes with it.
 */
export const validationAnswered = entryKind({
  name: 'validation.answered',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    validationId: idSchema,
    actionId: idSchema,
    level: z.int().check(z.nonnegative()),
    answer: z.enum(ANSWERS),
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
    asked: askedNowSchema,
  }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now }, { company, at }) {
    const { validationId, actionId, level, answer, comment, on, asked } = entry.data
    const file = beforeClose(now, actionId, at)
    const found = workIn(file, 'validation', validationId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    const validation = row.work
    const person = company.people.get(entry.by)
    if (validation.state === 'withdrawn') return refuse({ type: 'closed', by: null, at: null })
    if (entry.by === validation.askedBy) return refuse({ type: 'ownRequest' })
    if (!person || !isEverAsked(validation, person)) return refuse({ type: 'notAsked' })
    const decided = (): Decision => {
      const last = lastAnswerOf(validation.levels[Math.min(level, validation.level)])
      return refuse({ type: 'alreadyDecided', by: last?.by ?? null, at: null })
    }
    if (!isUnderWay(validation.state) || level < validation.level) return decided()
    const fields = differences(asked, askedNow(validation, file))
    if (fields.length > 0) return refuse({ type: 'changedSince', fields })
    const overdrawn = answer === 'approved' ? overBooks(validation, file) : []
    if (overdrawn.length > 0) return refuse({ type: 'changedSince', fields: overdrawn })
    const why = whyNotAnswer(validation, person)
    if (why === 'notAsked') return refuse({ type: 'notAsked' })
    if (why !== null || level !== validation.level) return decided()
    if (answer !== 'approved' && comment === null)
      return refuseField('data.comment', 'to refuse or to ask back needs some words')

    const work = answered(validation, entry.by, answer, comment, on, company)
    const draft = new FileDraft(now)
    const wakesOn = validationWakes(work, company.validationRule, null, on)
    draft.put({ table: 'casework', row: { ...row, work, wakesOn } })
    const request = validation.aboutId === null ? undefined : findWork(file, 'creditNote', validation.aboutId)
    if (request && (work.state === 'approved' || work.state === 'refused')) {
      const state = creditNoteAfter(request.work.state, work.state === 'approved' ? 'approve' : 'refuse')
      const endedOn = state === 'refused' ? on : null
      draft.put({ table: 'casework', row: { ...request, work: { ...request.work, state, endedOn } } })
    }
    endIfClosed(draft, row.actionId)
    return draft.applied({
      actionId: row.actionId,
      text: comment,
      details: { answer, state: work.state, level: level + 1, levels: work.levels.length },
    })
  },
})
