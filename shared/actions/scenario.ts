import { type CalendarDay, addDays, laterDay } from '../base/calendar-day.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { isCurrent, isOpenAction } from './action.ts'
import type { Company } from '../company/company.ts'
import type { Scenario } from '../company/settings.ts'
import { type Item, isOpen } from '../items/item.ts'

export type ScenarioStep = Scenario['data']['steps'][number]
export type NextStep = { leader: Item; index: number; step: ScenarioStep; dueOn: CalendarDay }

/** Items that sit in an open action: they are in no step, total or letter of the scenario. */
function excludedItemIds(file: ClientFile): Set<string> {
  const open = new Set(file.actions.filter(isOpenAction).map(({ id }) => id))
  return new Set(
    file.associations
      .filter((stay) => isCurrent(stay) && open.has(stay.actionId))
      .map(({ itemId }) => itemId),
  )
}

/** Open debits the scenario runs on. */
export function itemsInScenario(file: ClientFile): Item[] {
  const excluded = excludedItemIds(file)
  return file.items.filter((item) => isOpen(item) && item.balanceMinor > 0 && !excluded.has(item.id))
}

/** The oldest item not excluded: its due date drives the scenario. */
function leaderOf(items: readonly Item[]): Item | null {
  return items.reduce<Item | null>(
    (oldest, item) =>
      !oldest || item.dueOn < oldest.dueOn || (item.dueOn === oldest.dueOn && item.id < oldest.id)
        ? item
        : oldest,
    null,
  )
}

/**
 * The step of the client's scenario that is to be done next, or null when nothing drives it.
 * An item that came back from a case is left alone for the grace days first.
 */
export function nextStep(file: ClientFile, company: Company, items = itemsInScenario(file)): NextStep | null {
  const setting = file.client.scenarioId === null ? undefined : company.settings.get(file.client.scenarioId)
  const leader = leaderOf(items)
  if (!leader || setting?.kind !== 'scenario') return null
  const done = file.client.scenarioStep
  const isSameLeader = done?.leaderItemId === leader.id
  const index = isSameLeader ? done.next : 0
  const step = setting.data.steps[index]
  if (!step) return null
  const planned = (isSameLeader && done.movedTo) || addDays(leader.dueOn, step.days)
  const dueOn = leader.returnedOn
    ? laterDay(planned, addDays(leader.returnedOn, setting.data.graceDays))
    : planned
  return { leader, index, step, dueOn }
}
