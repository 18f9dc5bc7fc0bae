import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { nextStep } from '../../dunning/next-step.ts'
import { reach } from '../../dunning/steps-done.ts'
import { noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/**
 * A step that is not done by hand has come to its day: its text is prepared, once for a leader item and step. Whoever runs
 * the client looks at it, and says that it is done.
 */
export const scenarioStepPrepared = entryKind({
  name: 'scenarioStep.prepared',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    leaderItemId: idSchema,
    step: z.int().check(z.nonnegative()),
    on: calendarDaySchema,
  }),
  may: NOBODY,

  decide(entry, { file }, { company }) {
    const { leaderItemId, step, on } = entry.data
    const next = nextStep(file, company)
    const isIt = next?.leader.id === leaderItemId && next.index === step && next.preparedOn === null
    if (!isIt || next.step.mode === 'manual' || next.dueOn > on) return noop('alreadySo')
    const before = file.client.scenarioStep
    const draft = new FileDraft(file)
    reach(draft, {
      leaderItemId,
      next: step,
      movedTo: before?.leaderItemId === leaderItemId ? before.movedTo : null,
      lastOn: before?.lastOn ?? null,
      preparedOn: on,
    })
    return draft.applied({
      itemIds: next.items.map(({ id }) => id),
      details: { step, scenarioId: next.scenario.id },
    })
  },
})
