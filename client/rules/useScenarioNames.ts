import { computed } from 'vue'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'

/** The scenarios a company can give, and what each is called. */
export function useScenarioNames() {
  const { company } = useCompany()
  const { inWords } = useNames()

  const options = computed(() =>
    company.value.scenarios
      .filter(({ data }) => data.active)
      .map(({ id, data }) => ({ value: id, label: inWords(data.name) })),
  )
  function scenarioName(id: string): string {
    const scenario = company.value.scenarios.find((one) => one.id === id)
    return scenario ? inWords(scenario.data.name) : '–'
  }
  return { options, scenarioName }
}
