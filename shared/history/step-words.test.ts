import { expect, it } from 'vitest'
import { STANDARD_SCENARIO_ID } from '../company/default-settings.ts'
import type { Setting } from '../company/settings.ts'
import { PLAIN_STEP } from '../dunning/scenario.ts'
import { TODAY, aClientFile, aCompany, anInvoice } from '../testing/a-client-file.ts'
import { aStepDone } from '../testing/entries.ts'
import { given } from '../testing/given.ts'
import { formatFor } from '../words/format.ts'
import { stepName } from './reader.ts'

const gentle: Setting = {
  id: 'scenario.gentle',
  kind: 'scenario',
  data: {
    key: 'gentle',
    name: { en: 'Gentle' },
    steps: [{ ...PLAIN_STEP, key: 'ask', days: 10, type: 'call', name: { en: 'Ask how they are' } }],
    graceDays: 5,
    active: true,
    isDefault: false,
  },
  removed: false,
  version: 1,
}
const company = aCompany({ settings: [gentle] })
const F1 = anInvoice('F1', { dueOn: '2026-09-01' })

function told(details: Parameters<typeof stepName>[0], ownScenarioId: string | null): string {
  return stepName(details, {
    t: (key) => key,
    language: 'en',
    format: formatFor({ language: 'en-GB', numberFormat: 'language', timeZone: 'UTC', currency: 'EUR' }),
    company,
    file: aClientFile({ client: { ownScenarioId } }),
    meId: 'collector',
    today: TODAY,
    within: null,
  })
}

it('a step keeps the name it was done under when the client is given another scenario', () => {
  const file = aClientFile({ client: { ownScenarioId: gentle.id }, items: [F1] })
  given(file, { company })
    .when(aStepDone('F1', 0))
    .then(({ applied }) => {
      expect(told(applied.story.details, null)).toBe('Ask how they are')
    })
})

it('a row of before names the step of the scenario that the client has by the one rule', () => {
  expect(told({ step: 0 }, gentle.id)).toBe('Ask how they are')
  expect(told({ step: 0, scenarioId: STANDARD_SCENARIO_ID }, gentle.id)).toBe('Reminder 1')
  expect(told({ step: 9 }, gentle.id)).toBe('history.told.step')
})
