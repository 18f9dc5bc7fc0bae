import { expect } from 'vitest'
import { must } from '../base/must.ts'
import type { Action } from '../actions/action.ts'
import { type ClientFile, currentStay } from '../clients/client-file.ts'
import type { FileKind } from '../clients/case-file.ts'
import type { Company } from '../company/company.ts'
import type { Item } from '../items/item.ts'
import type { Decided } from '../journal/decided.ts'
import type { Decision } from '../journal/decision.ts'
import type { Entry } from '../journal/entry.ts'
import type { NoopReason, Refusal } from '../journal/outcome.ts'
import type { ParkedBecause } from '../parked/parked.ts'
import { idOf } from './a-client-file.ts'
import { Desk } from './desk.ts'

type World = { company?: Company; holds?: FileKind }

/** What the last entry of a sentence left behind; rows are asked for by the words they were made with. */
export type After = {
  file: ClientFile
  /** The last entry's decision, and what it caused. */
  decided: Decided[]
  applied: Extract<Decision, { type: 'applied' }>
  item: (number: string) => Item
  action: (name: string) => Action
  /** Name of the open action an item sits in. */
  caseOf: (number: string) => string | null
}

/**
 * A rule as a sentence: given a file, when entries are decided on it, then what it has become, or why not.
 * Each entry is taken to have occurred at its own moment, whatever the order.
 */
export function given(file: ClientFile, world: World = {}) {
  return { when: (...entries: [Entry, ...Entry[]]) => sentence(file, entries, world) }
}

function sentence(start: ClientFile, entries: readonly Entry[], { company, holds }: World) {
  const desk = new Desk(start, company, holds)
  let decided: Decided[] = []
  for (const entry of entries) decided = desk.decide(entry)
  const { file } = desk
  const last = must(decided[0], 'a decision').decision
  return {
    /** The last entry was applied; what else is to be seen is for the test to say. */
    then(check: (after: After) => void): void {
      if (last.type !== 'applied') expect.fail(`expected applied, got ${JSON.stringify(last)}`)
      check({
        file,
        decided,
        applied: last,
        item: (number) =>
          must(
            file.items.find(({ id }) => id === idOf(number)),
            number,
          ),
        action: (name) =>
          must(
            file.actions.find(({ id }) => id === idOf(name)),
            name,
          ),
        caseOf: (number) => {
          const stay = currentStay(file, idOf(number))
          return file.actions.find(({ id }) => id === stay?.actionId)?.name ?? null
        },
      })
    },
    thenRefused(type: Refusal['type'], more: object = {}): void {
      expect(last).toMatchObject({ type: 'refused', refusal: { type, ...more } })
    },
    thenNoop(reason: NoopReason, more: object = {}): void {
      expect(last).toMatchObject({ type: 'noop', reason, ...more })
    },
    thenParked(because: ParkedBecause): void {
      expect(last).toEqual({ type: 'parked', because })
    },
    thenUnknown(): void {
      expect(last).toEqual({ type: 'unknown' })
    },
  }
}
