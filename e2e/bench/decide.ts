import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { newId } from '#shared/base/ids.ts'
import { decideOnFile } from '#shared/journal/decide.ts'
import { NOW, aClientFile, aCompany, aFollowUp, anInvoice } from '#shared/testing/a-client-file.ts'
import type { Figure } from './figure.ts'
import { entryOf } from './mix.ts'

const ITEMS = 200
const CASES = 20
const ENTRIES = 20_000
const ROUNDS = 5

/** Entries decided a second on a client file of 200 items that takes each decision in; the best of five rounds. */
export async function decide(): Promise<Figure[]> {
  const items = Array.from({ length: ITEMS }, (_, index) => anInvoice(`F${index}`))
  const actions = Array.from({ length: CASES }, (_, index) =>
    aFollowUp(`Case ${index}`, {}, items.slice(index * 2, index * 2 + 2)),
  )
  const start = aClientFile({ items, actions })
  const company = aCompany()
  const field = {
    clientId: start.client.id,
    by: 'collector',
    itemIds: items.map(({ id }) => id),
    actionIds: actions.map(({ action }) => action.id),
  }
  // As they come in: parsed JSON, which the rule reads and checks.
  const entries = Array.from({ length: ENTRIES }, (_, n) =>
    entryOf(n, field, newId(NOW + n, randomBytes(16)), NOW + n),
  )

  let best = 0
  for (let round = 0; round < ROUNDS; round++) {
    let file = start
    const begun = performance.now()
    for (const entry of entries) {
      const context = { company, at: entry.at, occurred: entry.at, historyOf: () => undefined }
      const result = decideOnFile(entry, file, 'client', context)
      if (result.decided[0]?.decision.type === 'refused') throw new Error(JSON.stringify(result.decided[0]))
      file = result.file
      // Stays pile up as items move to and fro; a file of 200 items stays one of 200 items.
      if (file.associations.length > 2 * ITEMS) file = { ...file, associations: start.associations }
    }
    best = Math.max(best, (ENTRIES / (performance.now() - begun)) * 1000)
  }
  return [{ name: 'decide', value: Math.round(best), unit: 'entries/s' }]
}
