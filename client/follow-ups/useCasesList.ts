import { computed } from 'vue'
import * as z from 'zod/mini'
import { type CasesFilter, useCases } from '../replica/useCases.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useKeptFilter } from '../agenda/useKeptFilter.ts'
import {
  ALL_CASES,
  type CasesChoice,
  type CasesFilterKept,
  NOBODY,
  casesFilterSchema,
  choiceOf,
  chosenCases,
  factsOf,
} from './cases-filter.ts'
import { useLastDone } from './useLastDone.ts'

/** The cases one may see, narrowed and sorted as one left them, and the filters saved by name. */
export function useCasesList() {
  const { company, today } = useCompany()
  const { filter: kept, choose: keep } = useKeptFilter('cases', (text): CasesFilterKept => {
    const read = z.safeParse(casesFilterSchema, text)
    return read.success ? read.data : { ...ALL_CASES, saved: [] }
  })
  const choice = computed(() => choiceOf(kept.value))
  const saved = computed(() => kept.value.saved)

  const asked = computed<CasesFilter>(() => {
    const { state, kinds, reasonId, resolver } = choice.value
    return {
      state,
      ...(kinds.length ? { kinds } : {}),
      ...(reasonId === null ? {} : { reasonIds: [reasonId] }),
      ...(resolver === NOBODY ? { isUnassigned: true } : resolver === null ? {} : { resolverId: resolver }),
    }
  })
  const { rows } = useCases(asked)
  const { rows: open } = useCases({ state: 'open' })
  const { rows: closed } = useCases({ state: 'closed' })
  const lastOn = useLastDone(() => rows.value)
  const cases = computed(() => {
    const facts = rows.value.map((row) =>
      factsOf(row, lastOn.value.get(row.id) ?? null, company.value, today.value),
    )
    return chosenCases(facts, choice.value)
  })

  return {
    cases,
    choice,
    saved,
    counts: computed(() => ({ open: open.value.length, closed: closed.value.length })),
    unassignedCount: computed(() => open.value.filter(({ resolverId }) => resolverId === null).length),
    choose: (next: CasesChoice) => keep({ ...next, saved: saved.value }),
    save: (next: CasesFilterKept['saved']) => keep({ ...choice.value, saved: next }),
  }
}
