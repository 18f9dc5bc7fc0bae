import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { race } from '../race/race.ts'
import { Control, hunt } from './hunt.ts'
import { MUTANTS } from './mutants.ts'

const QUICK = {
  'figures forget what a row was before': 'figures',
  'version set for the connection': 'serial equivalence',
}

it('the product as it is loses nothing in the race', async () => {
  expect((await race({ patches: [], rounds: 1 })).wrong).toEqual([])
}, 120_000)

it.each(Object.entries(QUICK))(
  '“%s” is caught by the oracle of %s',
  async (name, oracle) => {
    const mutant = must(
      MUTANTS.find((one) => one.name === name),
      'the mutant',
    )
    const control = new Control()
    expect(await hunt(mutant, { runs: 20, untilMs: Infinity }, control)).toMatchObject({ caughtBy: oracle })
    await control.end()
  },
  240_000,
)
