import * as z from 'zod/mini'
import { nextStep } from '../../actions/scenario.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { RUNS_THE_SCENARIO } from '../permissions.ts'

/** The step of the scenario that was due is done, or moved to another day. A step that is no longer the next one is left. */
export const scenarioStepDone = entryKind({
  name: 'scenarioStep.done',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    leaderItemId: idSchema,
    step: z.int().check(z.nonnegative()),
    movedTo: z.nullable(calendarDaySchema),
    comment: z.nullable(textSchema),
  }),
  may: RUNS_THE_SCENARIO,
  touches: ({ leaderItemId }) => ({ itemIds: [leaderItemId] }),

  decide(entry, { file }, { company }) {
    const { leaderItemId, step, movedTo, comment } = entry.data
    const next = nextStep(file, company)
    if (!next || next.leader.id !== leaderItemId || next.index !== step) return noop('alreadySo')
    const draft = new FileDraft(file)
    draft.put({
      table: 'clients',
      row: { ...file.client, scenarioStep: { leaderItemId, next: movedTo ? step : step + 1, movedTo } },
    })
    return draft.applied({ itemIds: [leaderItemId], text: comment, details: { step, movedTo } })
  },
})
