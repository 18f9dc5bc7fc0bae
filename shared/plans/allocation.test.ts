import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf } from '../testing/a-client-file.ts'
import { type Allocatable, allocate } from './allocation.ts'
import type { Instalment } from './plan.ts'

function instalments(...amounts: number[]): Instalment[] {
  return amounts.map((amountMinor, at) => ({
    id: `i${at + 1}`,
    dueOn: `2026-12-${String(at + 1).padStart(2, '0')}`,
    amountMinor,
  }))
}

function paid(
  id: string,
  amountMinor: number,
  on = '2026-12-01',
  instalmentId: string | null = null,
): Allocatable {
  return { id, amountMinor, on, instalmentId }
}

const entries = (map: ReadonlyMap<string, number>) => Object.fromEntries(map)

describe('payments and instalments', () => {
  it('the exact amount pays the oldest instalment it matches, although an older one is open', () => {
    const { parts } = allocate(instalments(30_000, 48_000, 48_000), [paid('p', 48_000)])
    expect(parts).toEqual([{ paymentId: 'p', instalmentId: 'i2', amountMinor: 48_000 }])
  })

  it('the exact rest of a part paid instalment is its', () => {
    const { paidMinor } = allocate(instalments(48_000, 28_000, 48_000), [
      paid('p1', 20_000),
      paid('p2', 28_000, '2026-12-03'),
    ])
    expect(entries(paidMinor)).toEqual({ i1: 48_000, i2: 0, i3: 0 })
  })

  it('any other amount pays the oldest due first and flows on', () => {
    const { paidMinor } = allocate(instalments(100, 100, 100), [paid('p', 150)])
    expect(entries(paidMinor)).toEqual({ i1: 100, i2: 50, i3: 0 })
  })

  it('what is said by hand comes first, and its surplus by rule', () => {
    const { parts } = allocate(instalments(100, 100, 100), [
      paid('p1', 100, '2026-12-01'),
      paid('p2', 130, '2026-12-02', 'i1'),
    ])
    expect(parts).toEqual([
      { paymentId: 'p2', instalmentId: 'i1', amountMinor: 100 },
      { paymentId: 'p1', instalmentId: 'i2', amountMinor: 100 },
      { paymentId: 'p2', instalmentId: 'i3', amountMinor: 30 },
    ])
  })

  it('meant by hand for an instalment there is no more, it is allocated by rule', () => {
    const { paidMinor } = allocate(instalments(100), [paid('p', 100, '2026-12-01', 'of the plan before')])
    expect(entries(paidMinor)).toEqual({ i1: 100 })
  })

  it('more than the plan leaves a rest that is visible', () => {
    const { unallocatedMinor } = allocate(instalments(100, 100), [
      paid('p1', 150),
      paid('p2', 51, '2026-12-02'),
    ])
    expect(entries(unallocatedMinor)).toEqual({ p2: 1 })
  })

  it('one cent short is one cent open', () => {
    const { paidMinor } = allocate(instalments(3333, 3333, 3334), [
      paid('p1', 3333),
      paid('p2', 3332, '2026-12-02'),
    ])
    expect(entries(paidMinor)).toEqual({ i1: 3333, i2: 3332, i3: 0 })
  })
})

const amount = fc.oneof(
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 1, max: 100_000 }),
  fc.constantFrom(48_000, 47_999, 48_001),
)
const plan = fc.array(amount, { minLength: 1, maxLength: 29 }).map((amounts) => instalments(...amounts))
const payments = fc
  .array(
    fc.record({
      amount,
      day: fc.integer({ min: 1, max: 28 }),
      byHand: fc.option(fc.integer({ min: 1, max: 31 })),
    }),
    {
      maxLength: 20,
    },
  )
  .map((all) =>
    all.map(({ amount, day, byHand }, at) =>
      paid(
        idOf(`p${at}`),
        amount,
        `2026-12-${String(day).padStart(2, '0')}`,
        byHand === null ? null : `i${byHand}`,
      ),
    ),
  )

describe('the laws of allocation', () => {
  it('what is allocated and what is not is what was paid, and no instalment is paid more than it is', () => {
    fc.assert(
      fc.property(plan, payments, (instalments, all) => {
        const { parts, paidMinor, unallocatedMinor } = allocate(instalments, all)
        const allocated = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
        const rest = [...unallocatedMinor.values()].reduce((a, b) => a + b, 0)
        expect(allocated + rest).toBe(all.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
        expect([...paidMinor.values()].reduce((a, b) => a + b, 0)).toBe(allocated)
        for (const { id, amountMinor } of instalments)
          expect(paidMinor.get(id)).toBeLessThanOrEqual(amountMinor)
        // A rest is left only when there is nothing more to pay.
        if (rest > 0)
          expect(allocated).toBe(instalments.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
      }),
    )
  })

  it('the order of arrival does not matter', () => {
    fc.assert(
      fc.property(plan, payments, fc.infiniteStream(fc.nat()), (instalments, all, chance) => {
        const left = [...all]
        const shuffled: Allocatable[] = []
        while (left.length > 0) shuffled.push(...left.splice(Number(chance.next().value) % left.length, 1))
        expect(allocate(instalments, shuffled)).toEqual(allocate(instalments, all))
      }),
    )
  })

  it('a later payment moves no earlier one, unless it is allocated by hand', () => {
    fc.assert(
      fc.property(plan, payments, amount, (instalments, all, last) => {
        const before = allocate(instalments, all)
        const after = allocate(instalments, [...all, paid('z', last, '2027-01-01')])
        expect(after.parts.filter(({ paymentId }) => paymentId !== 'z')).toEqual(before.parts)
      }),
    )
  })
})
