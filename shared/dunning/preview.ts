import { type CalendarDay, laterDay } from '../base/calendar-day.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import { type Exclusion, exclusionsOf } from './exclusion.ts'
import { nextStep } from './next-step.ts'
import type { ScenarioStep } from './scenario.ts'
import { afterStep } from './steps-done.ts'

export type PreviewedStep = {
  on: CalendarDay
  index: number
  step: ScenarioStep
  leaderItemId: string
  itemIds: string[]
}
export type Preview = {
  steps: PreviewedStep[]
  excluded: { itemId: string; exclusion: Exclusion }[]
}

/**
 * What the scenario does with a client in a span of days, both included, if nothing is paid and each step is done on its
 * day; and why each other open item is left out.
 */
export function previewOf(file: ClientFile, company: Company, from: CalendarDay, to: CalendarDay): Preview {
  const exclusion = exclusionsOf(file, company)
  const excluded = file.items.flatMap((item) => {
    const found = exclusion(item)
    return found && found.because !== 'settled' ? [{ itemId: item.id, exclusion: found }] : []
  })
  const steps: PreviewedStep[] = []
  let now = file
  // A scenario has at most 50 steps, and each is done once.
  for (let next = nextStep(now, company); next; next = nextStep(now, company)) {
    const { step, index, leader, items, dueOn } = next
    const on = laterDay(dueOn, from)
    if (on > to) break
    steps.push({ on, index, step, leaderItemId: leader.id, itemIds: items.map(({ id }) => id) })
    now = { ...now, client: { ...now.client, scenarioStep: afterStep(next, on, null) } }
  }
  return { steps, excluded }
}
