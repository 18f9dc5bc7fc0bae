import { describe, expect, it } from 'vitest'
import { type PlanDraft, planProblems, promiseProblems } from './plan-problems.ts'
import { readTyped } from './read-typed.ts'

const TODAY = '2026-11-22'
const owed = new Map([['EUR', 240_000]])

function draft(fields: Partial<PlanDraft> = {}): PlanDraft {
  return {
    currency: 'EUR',
    owedMinor: 240_000,
    feeMinor: 0,
    instalments: [
      { dueOn: TODAY, amountMinor: 120_000 },
      { dueOn: '2026-12-22', amountMinor: 120_000 },
    ],
    ...fields,
  }
}

const problems = (fields: Partial<PlanDraft>) =>
  planProblems(draft(fields), owed, TODAY).map(({ field, problem, byMinor }) =>
    [field, problem, ...(byMinor === null ? [] : [byMinor])].join(' '),
  )

describe('a plan as typed', () => {
  it('may be paid from today on, with a fee on top', () => {
    expect(problems({})).toEqual([])
    expect(
      problems({
        feeMinor: 5_000,
        instalments: [
          { dueOn: TODAY, amountMinor: 1 },
          { dueOn: TODAY, amountMinor: 244_999 },
        ],
      }),
    ).toEqual([])
  })

  it('must add up, and it is said by how much not', () => {
    const [first] = draft().instalments
    const last = (amountMinor: number) => [...(first ? [first] : []), { dueOn: '2026-12-22', amountMinor }]
    expect(problems({ instalments: last(119_999) })).toEqual(['instalments doesNotAddUp 1'])
    expect(problems({ instalments: last(120_001) })).toEqual(['instalments doesNotAddUp -1'])
  })

  it('says each wrong field: the past, days out of order, amounts of nothing or too precise', () => {
    expect(
      problems({
        instalments: [
          { dueOn: '2026-11-21', amountMinor: -1 },
          { dueOn: '2027-01-22', amountMinor: 0 },
          { dueOn: '2026-12-22', amountMinor: 10.5 },
          { dueOn: '2026-13-01', amountMinor: null },
        ],
      }),
    ).toEqual([
      'instalments.0.dueOn past',
      'instalments.0.amountMinor notPositive',
      'instalments.1.amountMinor notPositive',
      'instalments.2.dueOn outOfOrder',
      'instalments.2.amountMinor tooPrecise',
      'instalments.3.dueOn noDay',
      'instalments.3.amountMinor noAmount',
    ])
  })

  it('is over what is owed in one currency', () => {
    expect(problems({ owedMinor: 240_001, feeMinor: -1 })).toEqual([
      'owedMinor overBalance -1',
      'feeMinor notPositive',
    ])
    expect(problems({ currency: 'USD' })).toEqual(['currency otherCurrency'])
    const mixed = new Map([...owed, ['USD', 100] as const])
    expect(planProblems(draft(), mixed, TODAY)).toMatchObject([
      { field: 'currency', problem: 'mixedCurrencies' },
    ])
    expect(planProblems(draft(), new Map(), TODAY)).toMatchObject([{ problem: 'nothingOwed' }])
    expect(planProblems(draft(), new Map([['EUR', -10]]), TODAY)).toMatchObject([{ problem: 'nothingOwed' }])
  })

  it('has instalments, and not too many', () => {
    expect(problems({ instalments: [] })).toEqual(['instalments none'])
    const many = Array.from({ length: 121 }, () => ({ dueOn: TODAY, amountMinor: 1 }))
    expect(problems({ instalments: many, owedMinor: 121 })).toEqual(['instalments tooMany'])
  })
})

describe('a promise as typed', () => {
  const promise = { currency: 'EUR', amountMinor: 50_000, promisedOn: TODAY }

  it('is of an amount owed in its currency, on a day to come', () => {
    const both = new Map([...owed, ['USD', 100] as const])
    expect(promiseProblems(promise, both, TODAY)).toEqual([])
    expect(promiseProblems({ ...promise, currency: 'USD' }, both, TODAY)).toMatchObject([
      { field: 'amountMinor', problem: 'overBalance', byMinor: -49_900 },
    ])
    expect(promiseProblems({ ...promise, currency: 'GBP' }, owed, TODAY)).toMatchObject([
      { field: 'currency', problem: 'otherCurrency' },
    ])
    expect(
      promiseProblems({ ...promise, amountMinor: 0, promisedOn: '2026-11-21' }, owed, TODAY),
    ).toMatchObject([
      { field: 'amountMinor', problem: 'notPositive' },
      { field: 'promisedOn', problem: 'past' },
    ])
  })
})

describe('an amount as typed', () => {
  it('is read in minor units of its currency', () => {
    expect(readTyped('480', 'EUR', ',')).toEqual({ amountMinor: 48_000 })
    expect(readTyped('480,05', 'EUR', ',')).toEqual({ amountMinor: 48_005 })
    expect(readTyped('480', 'JPY', '.')).toEqual({ amountMinor: 480 })
    expect(readTyped('1.234', 'KWD', '.')).toEqual({ amountMinor: 1_234 })
  })

  it('or told why it is none', () => {
    expect(readTyped('12.345', 'EUR', ',')).toEqual({ amountMinor: 1_234_500 })
    expect(readTyped('12,345', 'EUR', ',')).toEqual({ problem: 'tooPrecise' })
    expect(readTyped('0,345', 'EUR', ',')).toEqual({ problem: 'tooPrecise' })
    expect(readTyped('4.5', 'JPY', '.')).toEqual({ problem: 'tooPrecise' })
    expect(readTyped('-5', 'EUR', '.')).toEqual({ problem: 'notPositive' })
    expect(readTyped('0', 'EUR', '.')).toEqual({ problem: 'notPositive' })
    expect(readTyped('soon', 'EUR', '.')).toEqual({ problem: 'noAmount' })
  })
})
