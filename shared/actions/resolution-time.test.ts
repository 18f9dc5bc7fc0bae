import { describe, expect, it } from 'vitest'
import { resolutionTimeMs, roughSpan } from './resolution-time.ts'

const DAY = 86_400_000

describe('resolution time', () => {
  it('runs from the captured opening to the close', () => {
    expect(resolutionTimeMs({ openedAt: 1_000, closedAt: 1_000 + 3 * DAY })).toBe(3 * DAY)
  })

  it('is unknown while the action is open', () => {
    expect(resolutionTimeMs({ openedAt: 1_000, closedAt: null })).toBeNull()
  })

  it('is never negative when clocks disagree', () => {
    expect(resolutionTimeMs({ openedAt: 5_000, closedAt: 1_000 })).toBe(0)
  })
})

describe('a span as people say it', () => {
  it.each([
    [0, { unit: 'none', n: 0 }],
    [59_999, { unit: 'none', n: 0 }],
    [60_000, { unit: 'minutes', n: 1 }],
    [2 * 3_600_000 + 1, { unit: 'hours', n: 2 }],
    [DAY - 1, { unit: 'hours', n: 23 }],
    [12 * DAY + 5, { unit: 'days', n: 12 }],
  ])('says %i ms in its largest whole unit', (ms, span) => {
    expect(roughSpan(ms)).toEqual(span)
  })
})
