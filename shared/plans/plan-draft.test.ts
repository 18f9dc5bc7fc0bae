import { describe, expect, it } from 'vitest'
import { lastCanTake, reframed, restOnLast } from './plan-draft.ts'
import { sumOf, withAmount } from './schedule.ts'

const ids = (n: number) => Array.from({ length: n }, (_, at) => `i${at}`)
const frame = (totalMinor: number, n: number) => ({
  totalMinor,
  ids: ids(n),
  firstOn: '2026-11-30',
  frequency: 'month' as const,
})
const amounts = (schedule: readonly { amountMinor: number }[]) =>
  schedule.map(({ amountMinor }) => amountMinor)

describe('a ladder in the making', () => {
  it('keeps what was typed when the number of instalments changes', () => {
    const five = reframed([], frame(240_000, 5))
    const typed = withAmount(five, 2, 60_000, 240_000)
    const six = reframed(typed, frame(240_000, 6))
    expect(amounts(six)).toEqual([40_000, 40_000, 60_000, 33_333, 33_333, 33_334])
    expect(sumOf(six)).toBe(240_000)
  })

  it('is even again when what was typed no longer fits', () => {
    const typed = withAmount(reframed([], frame(10_000, 3)), 0, 9_000, 10_000)
    expect(amounts(reframed(typed, frame(6_000, 3)))).toEqual([2_000, 2_000, 2_000])
  })

  it('adds up for any number of instalments and any total', () => {
    for (let n = 1; n <= 60; n += 1)
      for (const total of [n, 1_000_003, 999_999_999_999])
        expect(sumOf(reframed([], frame(total, n)))).toBe(total)
  })

  it('puts the difference on the last, where the last can take it', () => {
    const three = reframed([], frame(10_000, 3)).map((one) => ({ ...one, typed: true }))
    const short = withAmount(three, 0, 3_000, 10_000)
    expect(amounts(restOnLast(short, 10_000 - sumOf(short)))).toEqual([3_000, 3_333, 3_667])
    expect(lastCanTake(short, 333)).toBe(true)
    expect(lastCanTake(short, -3_334)).toBe(false)
    expect(lastCanTake(short, 0)).toBe(false)
  })

  it('goes by the month from the last day of a month, and keeps free days', () => {
    const days = reframed([], { ...frame(100, 4), firstOn: '2026-12-31' }).map(({ dueOn }) => dueOn)
    expect(days).toEqual(['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31'])
    const free = reframed(
      reframed([], frame(100, 2)).map((one, at) => ({ ...one, dueOn: at ? '2027-01-07' : '2026-12-05' })),
      { ...frame(100, 3), frequency: 'free' },
    )
    expect(free.map(({ dueOn }) => dueOn)).toEqual(['2026-12-05', '2027-01-07', '2027-02-07'])
  })
})
