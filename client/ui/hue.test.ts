import { expect, it } from 'vitest'
import { COLOURS } from '#shared/statuses/status.ts'
import { HUES, hueOfColour, hueOfStatus } from './hue.ts'

it('a status has the colour the company gave it, else that of what it means', () => {
  expect(hueOfStatus({ category: 'dispute' })).toBe('dispute')
  expect(hueOfStatus({ category: 'dispute', colour: 'amber' })).toBe('creditNote')
})

it('each colour is one of the palette, and no two look the same', () => {
  expect(new Set(COLOURS.map((colour) => hueOfColour[colour]))).toEqual(new Set(HUES))
})
