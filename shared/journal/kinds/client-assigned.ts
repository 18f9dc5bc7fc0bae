import * as z from 'zod/mini'
import { stampOf } from '../../base/stamp.ts'
import { HOLDS_PORTFOLIO, type Person, personIdSchema } from '../../people/person.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'

/** A client goes to a collector's or a sales person's portfolio; null leaves it unassigned. */
export const clientAssigned = entryKind({
  name: 'client.assigned',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    collectorId: z.optional(z.nullable(personIdSchema)),
    salesId: z.optional(z.nullable(personIdSchema)),
  }),
  may: RUNS_THE_COMPANY,

  decide(entry, { file }, { company, occurred }) {
    const { collectorId, salesId } = entry.data
    for (const id of [collectorId, salesId])
      if (id && !mayHoldPortfolio(company.people.get(id))) return refuse({ type: 'personUnknown' })
    const fields = {
      ...(collectorId !== undefined && { collectorId }),
      ...(salesId !== undefined && { salesId }),
    }
    if (isSame({ ...file.client, ...fields }, file.client)) return noop('alreadySo')
    const draft = new FileDraft(file)
    draft.put({ table: 'clients', row: draft.later(file.client, fields, stampOf(occurred, entry.id)) })
    return draft.applied({})
  },
})

function mayHoldPortfolio(person: Person | undefined): boolean {
  return !!person?.active && HOLDS_PORTFOLIO[person.role]
}
