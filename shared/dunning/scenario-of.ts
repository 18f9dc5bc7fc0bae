import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import type { Scenario } from '../company/settings.ts'
import { meetsClient } from '../assignment/conditions.ts'

export type ScenarioBecause = 'byHand' | 'byRule' | 'byBooks' | 'byDefault'

/**
 * The scenario a client has, and why: by hand, else by the rule that asks most (the first in the company's order where
 * two ask as much), else as the books brought it, else the company's default.
 */
export function scenarioOf(
  { client }: Pick<ClientFile, 'client'>,
  company: Company,
): { scenario: Scenario; because: ScenarioBecause; ruleId: string | null } | null {
  const own = activeScenario(client.ownScenarioId, company)
  if (own) return { scenario: own, because: 'byHand', ruleId: null }
  const rules = company.scenarioRules
    .filter(({ data }) => data.active && meetsClient(data.conditions, client))
    .sort((a, b) => b.data.conditions.length - a.data.conditions.length)
  for (const rule of rules) {
    const scenario = activeScenario(rule.data.scenarioId, company)
    if (scenario) return { scenario, because: 'byRule', ruleId: rule.id }
  }
  const ofBooks = activeScenario(client.scenarioId, company)
  if (ofBooks && !ofBooks.data.isDefault) return { scenario: ofBooks, because: 'byBooks', ruleId: null }
  const standard = company.defaultScenario ?? ofBooks
  return standard && { scenario: standard, because: 'byDefault', ruleId: null }
}

function activeScenario(id: string | null, company: Company): Scenario | null {
  const setting = id === null ? undefined : company.settings.get(id)
  return setting?.kind === 'scenario' && setting.data.active ? setting : null
}
