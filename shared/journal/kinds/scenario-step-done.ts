import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { nextStep } from '../../dunning/next-step.ts'
import { afterStep, reach } from '../../dunning/steps-done.ts'
import { noop } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { RUNS_THE_SCENARIO } from '../permissions.ts'
import { EXCHANGE_OUTCOMES } from './exchange-recorded.ts'

export const STEP_ENDS = ['done', 'skipped', 'moved'] as const

/**
 * The step of the scenario that was due is done, passed over with a reason, or moved to another day. A call is recorded
 * with how it ended and the day of what comes next in the same entry. A step that is no longer the next one is left.
 */
export const scenarioStepDone = entryKind({
  name: 'scenarioStep.done',
  v: 2,
  subject: 'client',
  data: z.strictObject({
    leaderItemId: idSchema,
    step: z.int().check(z.nonnegative()),
    how: z.enum(STEP_ENDS),
    /** The day it was done; entries of before did not tell. */
    on: z.nullable(calendarDaySchema),
    /** The day it is moved to, or, when it is done or skipped, that of the step after it; null: as the scenario says. */
    movedTo: z.nullable(calendarDaySchema),
    /** Why it is skipped, or what is to be said. */
    comment: z.nullable(textSchema),
    call: z.nullable(z.strictObject({ outcome: z.enum(EXCHANGE_OUTCOMES), contactId: z.nullable(idSchema) })),
  }),
  may: RUNS_THE_SCENARIO,
  touches: ({ leaderItemId }) => ({ itemIds: [leaderItemId] }),

  decide(entry, { file }, { company }) {
    const { leaderItemId, step, how, on, movedTo, comment, call } = entry.data
    if (how === 'moved' && movedTo === null) return refuseField('data.movedTo', 'a day is needed')
    if (how === 'skipped' && comment === null) return refuseField('data.comment', 'a reason is needed')
    const next = nextStep(file, company)
    if (!next || next.leader.id !== leaderItemId || next.index !== step) return noop('alreadySo')
    const draft = new FileDraft(file)
    const before = file.client.scenarioStep
    reach(
      draft,
      how === 'moved'
        ? {
            leaderItemId,
            next: step,
            movedTo,
            lastOn: before?.lastOn ?? null,
            preparedOn: next.preparedOn,
          }
        : afterStep(next, on, movedTo),
    )
    // Somebody who knows the client has said when: what was left of the grace time ends with it.
    if (next.leader.returnedOn !== null)
      draft.put({ table: 'items', row: { ...next.leader, returnedOn: null } })
    const contact = call && file.contacts.find(({ id }) => id === call.contactId)
    return draft.applied({
      itemIds: [leaderItemId],
      text: comment,
      details: {
        step,
        scenarioId: next.scenario.id,
        how,
        movedTo,
        ...(call && { outcome: call.outcome, with: contact?.name ?? null }),
      },
    })
  },
})
