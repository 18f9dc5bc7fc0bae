import { expect, it } from 'vitest'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { FAILED_ONCE } from './seeds.ts'
import { simulate } from './simulate.ts'
import { type BooksKind, WISHES } from './wishes/wishes.ts'

const BY_NOBODY: Record<BooksKind, null> = {
  'items.imported': null,
  'parked.lapsed': null,
  'entry.discarded': null,
}
const RUN = { seed: 7, devices: 3, steps: 60 }

it('one seed makes one trace, whatever ran before it', async () => {
  const [first, , again] = await simulate({ runs: [RUN, { ...RUN, seed: 8 }, RUN], jobs: 1 })
  expect(first?.failure).toBeNull()
  expect(again?.traceHash).toBe(first?.traceHash)
}, 120_000)

it('another process makes the same trace of it', async () => {
  const [here] = await simulate({ runs: [RUN], jobs: 1 })
  const [there] = await simulate({ runs: [RUN], jobs: 1 })
  expect(there?.traceHash).toBe(here?.traceHash)
}, 120_000)

it('what failed once fails no more', async () => {
  const reports = await simulate({ runs: FAILED_ONCE })
  expect(reports.flatMap(({ failure }) => failure?.message ?? [])).toEqual([])
}, 240_000)

it('there is somebody who wants each kind of entry, or the books bring it', () => {
  expect(Object.keys({ ...WISHES, ...BY_NOBODY }).sort()).toEqual(Object.keys(ALL_KINDS).sort())
})
