import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { MUTANTS } from './mutants.ts'

it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  'what “%s” changes stands in the sources exactly once',
  (_, { patches }) => {
    for (const { file, find, replace } of patches) {
      const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
      expect(source.split(find).length - 1, `${file}: ${find}`).toBe(1)
      expect(replace).not.toBe(find)
    }
  },
)

it('there are at least sixteen mutants, each with a name of its own', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
  expect(MUTANTS.length).toBeGreaterThanOrEqual(16)
})
