import { expect, it } from 'vitest'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { FAILED_ONCE } from './seeds.ts'
import { simulate } from './simulate.ts'
import { type BooksKind, WISHES } from './wishes/wishes.ts'

const BY_NOBODY: Record<BooksKind, null> = {
  'items.imported': null,
  'parked.lapsed': null,
  'entry.discarded': null,
  'validation.late': null,
  'validation.forgotten': null,
  'plan.kept': null,
  'plan.broken': null,
  'instalment.late': null,
  'payment.missed': null,
  'payment.booked': null,
  'payment.reversed': null,
  'promise.kept': null,
  'promise.broken': null,
  'document.settled': null,
  'scenarioStep.prepared': null,
  'resolver.assigned': null,
}
const MINUTES = 60_000
const RUN = { seed: 7, devices: 3, steps: 60 }

it(
  'one seed makes one trace, whatever ran before it and wherever',
  async () => {
    const short = { ...RUN, seed: 8, steps: 20 }
    const [[first, , again], [elsewhere]] = await Promise.all([
      simulate({ runs: [RUN, short, RUN], jobs: 1 }),
      simulate({ runs: [RUN], jobs: 1 }),
    ])
    expect(first?.failure).toBeNull()
    expect([again?.traceHash, elsewhere?.traceHash]).toEqual([first?.traceHash, first?.traceHash])
  },
  4 * MINUTES,
)

it(
  'what failed once fails no more, and nothing fails in a short simulation',
  async () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => ({ seed: 2000 + seed, devices: 4, steps: 80 }))
    const reports = await simulate({ runs: [...FAILED_ONCE, ...seeds] })
    expect(
      reports.flatMap(({ seed, failure }) => (failure ? [`seed ${seed}: ${failure.message}`] : [])),
    ).toEqual([])
  },
  8 * MINUTES,
)

it(
  'what an older server cannot read waits, and is decided when the next build is deployed',
  async () => {
    const runs = [7014, 7015].map((seed) => ({ seed, devices: 3, steps: 60, faults: ['deployed'] as const }))
    const reports = await simulate({ runs })
    expect(reports.map(({ failure }) => failure)).toEqual([null, null])
    const deferred = reports.flatMap(({ covered }) => covered).filter(({ outcome }) => outcome === 'deferred')
    expect(deferred.length).toBeGreaterThan(0)
  },
  2 * MINUTES,
)

it(
  'people who qualify the same at once without a network make one case, which finds its resolver once',
  async () => {
    const after = { kinds: ['items.requalified', 'action.closed'] as const, faults: ['offline'] as const }
    const runs = [9101, 9102, 9103].map((seed) => ({ seed, devices: 3, steps: 80, isCalm: true, after }))
    const reports = await simulate({ runs })
    expect(reports.map(({ failure }) => failure)).toEqual([null, null, null])
    const times = (what: string) => reports.reduce((sum, { byRules }) => sum + (byRules[what] ?? 0), 0)
    expect(times('opened by a status')).toBeGreaterThan(0)
    expect(times('resolver.assigned')).toBeGreaterThan(0)
  },
  2 * MINUTES,
)

it('there is somebody who wants each kind of entry, or it comes from elsewhere', () => {
  expect(Object.keys({ ...WISHES, ...BY_NOBODY }).sort()).toEqual(Object.keys(ALL_KINDS).sort())
})
