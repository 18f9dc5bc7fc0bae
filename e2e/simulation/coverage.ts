import { ALL_KINDS, type KindName } from '#shared/journal/kinds.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Covered } from './run.ts'
import { FAULTS, type Fault } from './world/faults.ts'

type Cell = { kind: KindName; outcome: Outcome['type']; fault: Fault }

const OUTCOMES: Record<Outcome['type'], true> = {
  applied: true,
  noop: true,
  refused: true,
  parked: true,
  deferred: true,
}

/** Why a cell stays empty. */
const REASONS: { because: string; of: (cell: Cell) => boolean }[] = [
  {
    because: 'the books, the calendar and the quarantine’s desk come over no network and from no device',
    of: ({ kind }) => kind === 'items.imported' || kind === 'parked.lapsed' || kind === 'entry.discarded',
  },
  {
    because: 'every kind of entry made here is known to the server of the same build',
    of: ({ outcome }) => outcome === 'deferred',
  },
  {
    because: 'what only adds is taken late, never parked',
    of: ({ kind, outcome }) => outcome === 'parked' && ALL_KINDS[kind].additive,
  },
  {
    because: 'company and own things are nobody else’s to decide later',
    of: ({ kind, outcome }) => outcome === 'parked' && ALL_KINDS[kind].subject !== 'client',
  },
  {
    because: 'those who assign clients hold all of them, whatever happens meanwhile',
    of: ({ kind, outcome }) => outcome === 'parked' && kind === 'client.assigned',
  },
  {
    because: 'what only adds is never so already',
    of: ({ kind, outcome }) => outcome === 'noop' && ALL_KINDS[kind].additive,
  },
  {
    because: 'an action is opened or not, and an entry undone or not',
    of: ({ kind, outcome }) => outcome === 'noop' && (kind === 'action.opened' || kind === 'entry.undone'),
  },
  {
    because: 'what a person keeps for themselves is refused to nobody',
    of: ({ kind, outcome }) => outcome === 'refused' && kind === 'preferences.saved',
  },
]

export type Coverage = { cells: number; filled: number; excused: number; empty: string[] }

/** Entry kind × outcome × fault: which cells were met, and which are empty without a reason. */
export function coverageOf(covered: Iterable<Covered>): Coverage {
  const met = new Set<string>()
  for (const { kind, outcome, faults } of covered)
    for (const fault of faults) met.add(`${kind} × ${outcome} × ${fault}`)
  const coverage: Coverage = { cells: 0, filled: 0, excused: 0, empty: [] }
  for (const kind of Object.keys(ALL_KINDS) as KindName[])
    for (const outcome of Object.keys(OUTCOMES) as Outcome['type'][])
      for (const fault of FAULTS) {
        const name = `${kind} × ${outcome} × ${fault}`
        coverage.cells++
        if (met.has(name)) coverage.filled++
        else if (REASONS.some(({ of }) => of({ kind, outcome, fault }))) coverage.excused++
        else coverage.empty.push(name)
      }
  return coverage
}
