import * as z from 'zod/mini'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { settingIdSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { stampOf } from '../../base/stamp.ts'
import { RUNS_THE_SCENARIO } from '../permissions.ts'

/** Somebody gives a client a scenario by hand, or leaves it to the rules again (null). */
export const scenarioAssigned = entryKind({
  name: 'scenario.assigned',
  v: 1,
  subject: 'client',
  data: z.strictObject({ scenarioId: z.nullable(settingIdSchema) }),
  may: RUNS_THE_SCENARIO,

  decide(entry, { file }, { company, occurred }) {
    const { scenarioId } = entry.data
    const scenario = scenarioId === null ? undefined : company.settings.get(scenarioId)
    if (scenarioId !== null && !(scenario?.kind === 'scenario' && scenario.data.active))
      return refuse({ type: 'settingUnknown', field: 'scenarioId' })
    if (file.client.ownScenarioId === scenarioId) return noop('alreadySo')
    const draft = new FileDraft(file)
    const fields = { ownScenarioId: scenarioId }
    draft.put({
      table: 'clients',
      row: draft.later(file.client, fields, stampOf(occurred, entry.id)),
    })
    return draft.applied({ details: { scenarioId } })
  },
})
