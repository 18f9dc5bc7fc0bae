import { expect, test } from 'vitest'
import { matches } from './fold.ts'

test('case and accents do not matter', () => {
  expect(matches('Müller GmbH', 'muller')).toBe(true)
  expect(matches('Straße 7', 'STRASSE')).toBe(true)
  expect(matches('Lumière & Fils', 'lumiere fils')).toBe(true)
})

test('every word has to be there', () => {
  expect(matches('Müller GmbH', 'muller ag')).toBe(false)
})
