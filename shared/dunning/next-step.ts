import { convertMinor } from '../base/amount.ts'
import { type CalendarDay, addDays, laterDay } from '../base/calendar-day.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import type { Scenario } from '../company/settings.ts'
import { rateOn } from '../figures/client-figures.ts'
import type { Item } from '../items/item.ts'
import { itemsInScenario, leaderItem } from './exclusion.ts'
import { scenarioOf } from './scenario-of.ts'
import type { ScenarioStep } from './scenario.ts'

export type NextStep = {
  scenario: Scenario
  leader: Item
  items: readonly Item[]
  index: number
  step: ScenarioStep
  dueOn: CalendarDay
  /** Day it was prepared; null: it has not been. */
  preparedOn: CalendarDay | null
  /** The leader came back from a case and goes on where it was, after the grace time. */
  returnedOn: CalendarDay | null
}

/**
 * The step of the client's scenario that is to be done next, or null when nothing drives it: no item is in, the steps
 * are through, or what is open is under the step's minimum.
 */
export function nextStep(
  file: ClientFile,
  company: Company,
  items: readonly Item[] = itemsInScenario(file, company),
): NextStep | null {
  const scenario = scenarioOf(file, company)?.scenario
  const leader = leaderItem(items)
  if (!leader || !scenario) return null
  const reached = file.client.scenarioStep
  const isSameLeader = reached?.leaderItemId === leader.id
  // Another item drove the scenario meanwhile: this one goes on where it was.
  const index = isSameLeader ? reached.next : (leader.resumesAt ?? 0)
  const step = scenario.data.steps[index]
  if (!step) return null
  const movedTo = isSameLeader ? reached.movedTo : null
  const lastOn = reached?.lastOn ?? null
  const planned = movedTo ?? onWeekday(plannedOn(step, leader, lastOn), step)
  const rested = leader.returnedOn && addDays(leader.returnedOn, scenario.data.graceDays)
  const dueOn = rested && rested > planned ? onWeekday(rested, step) : planned
  if (step.minMinor > 0 && amountMinor(items, company, dueOn) < step.minMinor) return null
  return {
    scenario,
    leader,
    items,
    index,
    step,
    dueOn,
    preparedOn: (isSameLeader && reached.preparedOn) || null,
    returnedOn: rested && rested >= planned ? leader.returnedOn : null,
  }
}

/**
 * Never on the day of the client's last step: after days on which nobody worked, steps come one a day at most. A distance
 * from the last step is kept whichever item drove that one, for it is the client who was written to.
 */
function plannedOn(step: ScenarioStep, leader: Item, lastOn: CalendarDay | null): CalendarDay {
  const from = step.from === 'lastStep' ? (lastOn ?? leader.dueOn) : leader.dueOn
  const planned = addDays(from, step.days)
  return lastOn ? laterDay(planned, addDays(lastOn, 1)) : planned
}

/** The day, or the next one the step may fall on. */
function onWeekday(day: CalendarDay, { weekdays }: Pick<ScenarioStep, 'weekdays'>): CalendarDay {
  for (let later = 0; later < 7; later++) {
    const candidate = addDays(day, later)
    if (weekdays.includes(weekdayOf(candidate))) return candidate
  }
  return day
}

/** 1 is Monday. */
export function weekdayOf(day: CalendarDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** Open balance in the company's currency; a currency without a rate counts for nothing. */
export function amountMinor(items: readonly Item[], company: Company, on: CalendarDay): number {
  let sum = 0
  for (const { balanceMinor, currency } of items) {
    const rate = rateOn(company, currency, on)
    if (rate !== null) sum += convertMinor(balanceMinor, currency, company.currency, rate)
  }
  return sum
}
