import * as z from 'zod/mini'
import { conditionProblems } from '../../assignment/criteria-problems.ts'
import { criteriaSchema } from '../../assignment/criteria.ts'
import { personIdSchema } from '../../people/person.ts'
import { refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { personChange } from '../person-change.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'

/** Which new disputes are somebody's: a criterion that can match nobody is refused here, not when it is asked. */
export const personCriteriaSaved = entryKind({
  name: 'person.criteriaSaved',
  v: 1,
  subject: 'company',
  data: z.strictObject({ personId: personIdSchema, criteria: criteriaSchema }),
  may: RUNS_THE_COMPANY,

  decide(entry, _state, { company }) {
    const { personId, criteria } = entry.data
    const person = company.people.get(personId)
    if (!person) return refuse({ type: 'personUnknown' })
    const keys = criteria.map(({ key }) => key)
    for (const [place, { key, conditions }] of criteria.entries()) {
      if (keys.indexOf(key) !== place) return refuseField(`data.criteria.${place}.key`, 'criterionTwice')
      const [problem] = conditionProblems(`criteria.${place}.conditions`, conditions, company, 'dispute')
      if (problem) return refuseField(problem.field.replace('data.setting.', 'data.'), problem.because)
    }
    return personChange(person, { ...person, criteria })
  },
})
