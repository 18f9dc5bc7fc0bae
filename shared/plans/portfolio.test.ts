import { describe, expect, it } from 'vitest'
import { workSummary } from '../casework/work-summary.ts'
import { DEFAULT_PLAN_RULE } from '../company/default-case-rules.ts'
import { aFollowUp } from '../testing/a-client-file.ts'
import { aPlan, aPromise, instalmentsOn } from '../testing/a-plan.ts'
import { par30, planRows, portfolioOf, promisesKept } from './portfolio.ts'

const rowOf = (name: string, work: ReturnType<typeof aPlan> | ReturnType<typeof aPromise>) => ({
  id: name,
  work: workSummary(work.actionId, { casework: [work] }),
})

const late = aPlan('late', aFollowUp('Late'), {
  instalments: instalmentsOn(['2026-10-21', 5_000], ['2026-12-21', 15_000]),
})
const foreign = aPlan('usd', aFollowUp('Foreign'), { currency: 'USD', state: 'kept' })
const onTrack = aPlan('fine', aFollowUp('Fine'), { instalments: instalmentsOn(['2026-12-01', 60_000]) })
const rows = [rowOf('fine', onTrack), rowOf('late', late), rowOf('usd', foreign)]

describe('the portfolio', () => {
  it('puts the longest overdue first', () => {
    const plans = planRows(rows, '2026-11-22', DEFAULT_PLAN_RULE)
    expect(plans.map(({ row, pile, overdueDays }) => [row.id, pile, overdueDays])).toEqual([
      ['late', 'late', 32],
      ['usd', 'kept', 7],
      ['fine', 'onTrack', 0],
    ])
  })

  it('is late only after the grace days', () => {
    const pileOn = (today: string) => planRows([rowOf('late', late)], today, DEFAULT_PLAN_RULE)[0]?.pile
    expect([pileOn('2026-10-24'), pileOn('2026-10-25')]).toEqual(['onTrack', 'late'])
  })

  it('adds up plans by pile and currency, with the share at risk for more than 30 days', () => {
    const sums = portfolioOf(planRows(rows, '2026-11-22', DEFAULT_PLAN_RULE))
    expect(sums).toMatchObject([
      {
        currency: 'EUR',
        piles: { onTrack: { count: 1, remainingMinor: 60_000 }, late: { count: 1, remainingMinor: 20_000 } },
        remainingMinor: 80_000,
        overdue30Minor: 20_000,
      },
      { currency: 'USD', piles: { kept: { count: 1 } }, remainingMinor: 0 },
    ])
    expect(sums.map(par30)).toEqual([0.25, null])
    const before = portfolioOf(planRows([rowOf('late', late)], '2026-11-20', DEFAULT_PLAN_RULE))
    expect(before[0]?.overdue30Minor).toBe(0)
  })

  it('knows the share of promises that were kept', () => {
    const promises = (['kept', 'kept', 'kept', 'broken', 'open', 'replaced'] as const).map((state, at) =>
      rowOf(state, aPromise(state, aFollowUp(`Promise ${at}`), { state })),
    )
    expect(promisesKept(promises)).toEqual({ kept: 3, broken: 1, rate: 0.75 })
    expect(promisesKept([]).rate).toBeNull()
  })
})
