import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lease, leaseAt, leaseFrom, leaseLeftMs } from './offline-lease.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-11-22T09:00:00Z')

const isOver = (lease: Lease) => leaseLeftMs(lease) === 0

/** Looks at the clock at these days after the last contact. */
function looks(...days: number[]): Lease {
  return days.reduce((lease, day) => leaseAt(lease, START + day * DAY), leaseFrom(START, 14))
}

describe('the lease of a device that is offline', () => {
  it('lasts its days by a clock that runs as it should, however often it is looked at', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 5 * DAY }), { minLength: 1, maxLength: 40 })
    const law = fc.property(steps, (all) => {
      let lease = leaseFrom(START, 14)
      let now = START
      for (const step of all) {
        now += step
        lease = leaseAt(lease, now)
        expect(isOver(lease)).toBe(now - START >= 14 * DAY)
      }
    })
    fc.assert(law)
  })

  it('is over when the app is opened after its days', () => {
    expect(isOver(looks(13.9))).toBe(false)
    expect(isOver(looks(15))).toBe(true)
  })

  it('begins anew with contact, whatever the clock shows', () => {
    expect(isOver(leaseFrom(START - 400 * DAY, 14))).toBe(false)
  })
})

describe('a clock that is set back', () => {
  it('counts from the latest it ever showed', () => {
    expect(leaseLeftMs(looks(10, 1))).toBe(4 * DAY)
    expect(isOver(looks(10, 1, 5.1))).toBe(true)
  })

  it('again and again wins nothing', () => {
    const setBack = Array.from({ length: 30 }, () => [0, 0.5]).flat()
    expect(isOver(looks(0.5, ...setBack))).toBe(true)
  })

  it('does not open what is over', () => {
    expect(isOver(looks(13.5, 14.1, 1))).toBe(true)
    expect(isOver(looks(20, 20.1, 1))).toBe(true)
  })

  it('and put right costs only what was worked meanwhile', () => {
    const lease = looks(1, -3000, -3000 + 1 / 24, 2)
    expect(leaseLeftMs(lease)).toBe(12 * DAY - HOUR)
  })
})

describe('a clock that leaps forward by days', () => {
  it('ends the lease while it stands there', () => {
    expect(isOver(looks(1, 401))).toBe(true)
  })

  it('and is put right within minutes is forgiven', () => {
    const lease = looks(1, 401, 401.001, 1.01)
    expect(leaseLeftMs(lease)).toBeGreaterThan(12 * DAY)
  })

  it('locks for no longer than the next contact, though that comes while it is wrong', () => {
    const wrong = leaseFrom(START + 400 * DAY, 14)
    expect(isOver(leaseAt(wrong, START))).toBe(false)
    expect(isOver(leaseAt(leaseAt(wrong, START), START + 13 * DAY))).toBe(false)
    expect(isOver(leaseAt(leaseAt(wrong, START), START + 14 * DAY))).toBe(true)
  })

  it('because it was 400 days slow at the last contact has not aged', () => {
    const slow = leaseFrom(START - 400 * DAY, 14, 400 * DAY)
    expect(leaseLeftMs(leaseAt(slow, START + DAY))).toBe(13 * DAY)
    expect(leaseLeftMs(leaseAt(slow, START - 400 * DAY + DAY))).toBe(13 * DAY)
  })

  it('by 26 hours either way is no matter', () => {
    const hours = (n: number) => START + n * HOUR
    for (const off of [26, -26]) {
      const lease = leaseAt(leaseAt(leaseFrom(START, 14), hours(off)), hours(off) + HOUR)
      expect(isOver(lease)).toBe(false)
    }
  })
})
