import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, daysBetween, isCalendarDay } from '../base/calendar-day.ts'
import {
  FREQUENCIES,
  evenAmounts,
  evenSchedule,
  instalmentDays,
  missingMinor,
  sumOf,
  withAmount,
} from './schedule.ts'

const ids = (count: number) => Array.from({ length: count }, (_, at) => `i${at}`)
const total = fc.integer({ min: 1, max: 500_000_000 })
const count = fc.integer({ min: 1, max: 120 })

describe('an even split', () => {
  it('gives the rest of the division to the last instalment', () => {
    expect(evenAmounts(240_000, 5)).toEqual([48_000, 48_000, 48_000, 48_000, 48_000])
    expect(evenAmounts(10_000, 3)).toEqual([3333, 3333, 3334])
    expect(evenAmounts(1000, 3)).toEqual([333, 333, 334])
    expect(evenAmounts(29, 7)).toEqual([4, 4, 4, 4, 4, 4, 5])
  })

  it('adds up to the minor unit, whatever the amount and the number', () => {
    fc.assert(
      fc.property(total, count, (amount, n) => {
        const parts = evenAmounts(amount, n)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(amount)
        expect(new Set(parts.slice(0, -1)).size).toBeLessThanOrEqual(1)
        expect((parts.at(-1) ?? 0) - (parts[0] ?? 0)).toBeLessThan(n)
      }),
    )
  })
})

describe('the days of a plan', () => {
  it('are counted from the first one, so that month ends come back', () => {
    expect(instalmentDays('2027-01-31', 'month', 4)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ])
    expect(instalmentDays('2028-01-31', 'month', 3)).toEqual(['2028-01-31', '2028-02-29', '2028-03-31'])
    expect(instalmentDays('2026-11-30', 'month', 4).at(-1)).toBe('2027-02-28')
    expect(instalmentDays('2028-02-29', 'month', 13).at(-1)).toBe('2029-02-28')
    expect(instalmentDays('2028-02-29', 'month', 49).at(-1)).toBe('2032-02-29')
  })

  it('run by quarter over month ends and leap days', () => {
    expect(instalmentDays('2027-11-30', 'quarter', 4)).toEqual([
      '2027-11-30',
      '2028-02-29',
      '2028-05-30',
      '2028-08-30',
    ])
  })

  it('run by week and two weeks over the end of a year and a change of clocks', () => {
    expect(instalmentDays('2026-12-25', 'week', 3)).toEqual(['2026-12-25', '2027-01-01', '2027-01-08'])
    expect(instalmentDays('2027-03-20', 'twoWeeks', 3)).toEqual(['2027-03-20', '2027-04-03', '2027-04-17'])
  })

  it('that somebody chose freely are kept, and more of them go on by month', () => {
    expect(instalmentDays('2026-11-22', 'free', 4, ['2026-11-22', '2026-12-01', '2027-01-31'])).toEqual([
      '2026-11-22',
      '2026-12-01',
      '2027-01-31',
      '2027-02-28',
    ])
    expect(instalmentDays('2026-11-22', 'free', 2)).toEqual(['2026-11-22', '2026-12-22'])
  })

  it('exist, and follow one another', () => {
    const day = fc
      .integer({ min: 0, max: 20_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.constantFrom(...FREQUENCIES), count, (firstOn, frequency, n) => {
        const days = instalmentDays(firstOn, frequency, n)
        expect(days[0]).toBe(firstOn)
        expect(days.every(isCalendarDay)).toBe(true)
        for (const [at, one] of days.entries())
          if (at > 0) expect(daysBetween(days[at - 1] ?? one, one)).toBeGreaterThan(0)
      }),
    )
  })

  it('a month later is the same day or the last of the month', () => {
    expect(addMonths('2026-12-31', 2)).toBe('2027-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  })
})

describe('an amount that somebody types', () => {
  const plan = evenSchedule(240_000, ids(5), '2026-11-22', 'month')

  it('moves what is left to the later ones, to the cent', () => {
    const next = withAmount(plan, 2, 30_001, 240_000)
    expect(next.map(({ amountMinor }) => amountMinor)).toEqual([48_000, 48_000, 30_001, 56_999, 57_000])
    expect(next.map(({ typed }) => typed)).toEqual([false, false, true, false, false])
  })

  it('leaves those alone that were typed before', () => {
    const next = withAmount(withAmount(plan, 3, 10_000, 240_000), 1, 100_000, 240_000)
    expect(next.map(({ amountMinor }) => amountMinor)).toEqual([48_000, 100_000, 41_000, 10_000, 41_000])
  })

  it('shows a difference where no later one can take it', () => {
    const last = withAmount(plan, 4, 47_999, 240_000)
    expect(last.slice(0, 4)).toEqual(plan.slice(0, 4))
    expect(missingMinor(last, 240_000)).toBe(1)
    const tooMuch = withAmount(plan, 0, 240_000, 240_000)
    expect(tooMuch.slice(1)).toEqual(plan.slice(1))
    expect(missingMinor(tooMuch, 240_000)).toBe(-192_000)
  })

  it('never leaves an instalment of nothing, and adds up or says by how much not', () => {
    const edits = fc.array(fc.record({ at: fc.nat(30), amount: fc.integer({ min: 1, max: 300_000 }) }))
    fc.assert(
      fc.property(
        fc.integer({ min: 31, max: 300_000 }),
        fc.integer({ min: 1, max: 31 }),
        edits,
        (amount, n, all) => {
          let schedule = evenSchedule(amount, ids(n), '2026-11-22', 'week')
          for (const { at, amount: typed } of all) {
            const index = at % n
            const before = schedule
            schedule = withAmount(schedule, index, typed, amount)
            expect(schedule.slice(0, index)).toEqual(before.slice(0, index))
            expect(schedule.every(({ amountMinor }) => amountMinor > 0)).toBe(true)
          }
          expect(sumOf(schedule) + missingMinor(schedule, amount)).toBe(amount)
        },
      ),
    )
  })
})
