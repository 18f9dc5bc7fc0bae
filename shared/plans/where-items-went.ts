import type { Action } from '../actions/action.ts'
import { caseOf } from '../actions/stays.ts'
import { type ClientFile, findItem } from '../clients/client-file.ts'
import { isOpen } from '../items/item.ts'

/** What became of the items an action had: the open cases they sit in now, and how many count in the scenario again. */
export function whereItemsWent(
  actionId: string,
  file: ClientFile,
): { cases: readonly Action[]; inScenario: number } {
  const had = new Set(
    file.associations
      .filter((stay) => stay.actionId === actionId && !stay.removed)
      .map(({ itemId }) => itemId),
  )
  const cases = new Map<string, Action>()
  let inScenario = 0
  for (const id of had) {
    const item = findItem(file, id)
    if (!item || !isOpen(item)) continue
    const host = caseOf(file, id)
    if (!host) inScenario += 1
    else if (host.id !== actionId) cases.set(host.id, host)
  }
  return { cases: [...cases.values()], inScenario }
}
