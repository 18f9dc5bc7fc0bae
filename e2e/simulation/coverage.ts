import { ALL_KINDS, type KindName } from '#shared/journal/kinds.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Covered } from './run.ts'
import { FAULTS, type Fault } from './world/faults.ts'

type Answer = Outcome['type']

const ANSWERS: readonly Answer[] = ['applied', 'noop', 'refused', 'parked', 'deferred']

const BROUGHT = 'comes over no network and from no device'
const ALWAYS_KNOWN = 'no build lacks what its administrator switches accounts with, nor how it was'
const ADDS = 'what only adds is never so already'
const NEVER_SO = 'what is new is never so already'
const ADDS_LATE = 'what only adds waits for nobody before it is a month late'
const NOBODY_ELSES = 'is nobody else’s to decide later'
const HOLDS_ALL = 'who assigns clients holds all of them, whatever happens meanwhile'
const LOST = 'who has lost the file can answer for it no more'
const UNDONE_ONCE = 'an entry is undone, or it cannot be'
const DEVICE_KNOWS = 'whatever the server could refuse it for, the device has refused before'
const NEVER_GONE =
  'the device has refused all but what names a setting that is gone by then, and here none of those goes'
const WAITS_INSTEAD = 'who held the file may; who holds it no more waits'

/** Answers a kind of entry never gets here, and why. Total: a new kind says which. */
const NEVER: Record<KindName, Partial<Record<Answer, string>> | typeof BROUGHT> = {
  'items.requalified': {},
  'action.opened': {},
  'action.changed': {},
  'action.closed': {},
  'action.reopened': {},
  'items.associated': {},
  'items.disassociated': {},
  'comment.written': { noop: ADDS, parked: ADDS_LATE },
  'exchange.recorded': { noop: ADDS, parked: ADDS_LATE },
  'contact.saved': { refused: WAITS_INSTEAD },
  'client.assigned': { parked: HOLDS_ALL },
  'scenarioStep.done': { refused: WAITS_INSTEAD },
  'entry.undone': { noop: UNDONE_ONCE },
  'items.imported': BROUGHT,
  'parked.accepted': { parked: LOST },
  'parked.declined': { parked: LOST },
  'parked.lapsed': BROUGHT,
  'validation.asked': { noop: NEVER_SO },
  'validation.answered': { noop: NEVER_SO },
  'validation.explained': { noop: ADDS },
  'validation.withdrawn': {},
  'validation.late': BROUGHT,
  'validation.forgotten': BROUGHT,
  'creditNote.requested': { noop: NEVER_SO },
  'creditNote.changed': {},
  'creditNote.withdrawn': {},
  'creditNote.matched': {},
  'stage.moved': {},
  'participant.added': {},
  'participant.removed': {},
  'decision.recorded': { noop: ADDS, parked: ADDS_LATE },
  'plan.made': { noop: NEVER_SO },
  'plan.changed': {},
  'plan.agreed': {},
  'plan.renegotiated': { noop: NEVER_SO },
  'plan.withdrawn': {},
  'plan.kept': BROUGHT,
  'plan.broken': BROUGHT,
  'instalment.late': BROUGHT,
  'payment.seen': { noop: NEVER_SO, parked: ADDS_LATE },
  'payment.allocated': {},
  'payment.withdrawn': {},
  'payment.missed': BROUGHT,
  'payment.booked': BROUGHT,
  'payment.reversed': BROUGHT,
  'promise.made': { noop: NEVER_SO },
  'promise.withdrawn': {},
  'promise.kept': BROUGHT,
  'promise.broken': BROUGHT,
  'document.added': { noop: NEVER_SO, parked: ADDS_LATE },
  'document.changed': {},
  'document.withdrawn': {},
  'document.settled': BROUGHT,
  'scenario.assigned': {},
  'scenarioStep.prepared': BROUGHT,
  'suggestion.declined': {},
  'checklist.ticked': {},
  'resolver.assigned': BROUGHT,
  'person.changed': { refused: DEVICE_KNOWS, parked: NOBODY_ELSES },
  'person.criteriaSaved': { refused: NEVER_GONE, parked: NOBODY_ELSES },
  'person.absent': { parked: NOBODY_ELSES },
  'setting.saved': { refused: DEVICE_KNOWS, parked: NOBODY_ELSES },
  'person.deactivated': { refused: DEVICE_KNOWS, parked: NOBODY_ELSES, deferred: ALWAYS_KNOWN },
  'person.reactivated': { refused: DEVICE_KNOWS, parked: NOBODY_ELSES, deferred: ALWAYS_KNOWN },
  'person.placed': { refused: DEVICE_KNOWS, parked: NOBODY_ELSES },
  'entry.discarded': BROUGHT,
  'preferences.saved': { refused: DEVICE_KNOWS, parked: NOBODY_ELSES },
}

/** Faults that meet no entry on its way, and why. */
const APART: Partial<Record<Fault, string>> = {
  rowsLost: 'rows are lost only where it is asked for, and when the last has tapped',
}

/** Why a cell stays empty. */
function reasonOf(kind: KindName, answer: Answer, fault: Fault): string | undefined {
  const never = NEVER[kind]
  if (typeof never === 'string') return never
  // What its author leaves unsent may be let go of, whatever it is.
  if (answer === 'refused' && fault === 'switchedOff') return undefined
  return never[answer] ?? APART[fault]
}

/**
 * Neither the outbox nor the way, the store or the pull reads what kind an entry is of, and none of them knows how it will
 * be answered: one that was met with this answer, and under this fault, stands for what the two would do together.
 */
const ALIKE = 'is carried like all others: its kind met answer and fault apart, and they met one another'

export type Coverage = {
  cells: number
  filled: number
  /** Not met, by the reason why. */
  reasoned: Record<string, number>
  /** Not met, and nobody has said why. */
  empty: string[]
}

/** Entry kind × answer × fault: which cells were met, and which are empty without a reason. */
export function coverageOf(covered: Iterable<Covered>): Coverage {
  const met = new Set<string>()
  for (const { kind, outcome, faults } of covered)
    for (const fault of faults)
      for (const name of [nameOf(kind, outcome, fault), ...pairsOf(kind, outcome, fault)]) met.add(name)
  const coverage: Coverage = { cells: 0, filled: 0, reasoned: {}, empty: [] }
  for (const kind of Object.keys(ALL_KINDS) as KindName[])
    for (const answer of ANSWERS)
      for (const fault of FAULTS) {
        const name = nameOf(kind, answer, fault)
        const isAlike = pairsOf(kind, answer, fault).every((pair) => met.has(pair))
        const reason = reasonOf(kind, answer, fault) ?? (isAlike ? ALIKE : undefined)
        coverage.cells++
        if (met.has(name)) coverage.filled++
        else if (reason === undefined) coverage.empty.push(name)
        else coverage.reasoned[reason] = (coverage.reasoned[reason] ?? 0) + 1
      }
  return coverage
}

/** Many of them in few words: with how many faults a kind was not met, by its answer. */
export function inShort(empty: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of empty) {
    const of = name.split(BY).slice(0, 2).join(BY)
    counts[of] = (counts[of] ?? 0) + 1
  }
  return counts
}

const BY = ' × '

function nameOf(...parts: readonly string[]): string {
  return parts.join(BY)
}

function pairsOf(kind: string, answer: string, fault: string): string[] {
  return [nameOf(kind, answer), nameOf(kind, fault), nameOf(answer, fault)]
}
