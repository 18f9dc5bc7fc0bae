import { expect, it } from 'vitest'
import { hourIn } from './hour-in.ts'

it('the hour of the day follows both changes of clocks', () => {
  const hours = (first: string) =>
    [0, 1, 2].map((n) => hourIn('Europe/Paris', Date.parse(first) + n * 3_600_000))
  expect(hours('2026-10-24T23:30:00Z')).toEqual([1, 2, 2])
  expect(hours('2027-03-28T00:30:00Z')).toEqual([1, 3, 4])
  expect(hourIn('Asia/Tokyo', Date.parse('2026-11-22T15:00:00Z'))).toBe(0)
})
