import { describe, expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { workOf } from '../casework/casework.ts'
import { dayBrings } from '../casework/day-brings.ts'
import { workSummary } from '../casework/work-summary.ts'
import { TODAY, aClientFile, aCompany, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { Desk } from '../testing/desk.ts'
import { aRowOf, anEntry, books } from '../testing/entries.ts'
import { makePlan, seePayment } from '../testing/plan-entries.ts'
import { RULE } from '../journal/entry.ts'
import { planOf, planStanding } from './plan-standing.ts'
import { par30, planRows, portfolioOf } from './portfolio.ts'
import { type Frequency, evenSchedule } from './schedule.ts'

/*
 * Plans computed a second time, by other means: days are counted one by one on a calendar of our own, money is handed out
 * cent by cent, and every day is looked at. Nothing below this line up to the tests uses what it is to judge.
 */

type Day = { y: number; m: number; d: number }
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
const lengthOf = (y: number, m: number) => (m === 2 && isLeap(y) ? 29 : (LENGTHS[m - 1] ?? 0))
const text = ({ y, m, d }: Day) => `${y}-${m < 10 ? '0' : ''}${m}-${d < 10 ? '0' : ''}${d}`
const parse = (day: string): Day => ({ y: +day.slice(0, 4), m: +day.slice(5, 7), d: +day.slice(8, 10) })

function tomorrow({ y, m, d }: Day): Day {
  if (d < lengthOf(y, m)) return { y, m, d: d + 1 }
  return m < 12 ? { y, m: m + 1, d: 1 } : { y: y + 1, m: 1, d: 1 }
}

function daysLater(day: string, days: number): string {
  let at = parse(day)
  for (let left = days; left > 0; left -= 1) at = tomorrow(at)
  return text(at)
}

function monthsLater(day: string, months: number): string {
  let { y, m } = parse(day)
  for (let left = months; left > 0; left -= 1) [y, m] = m < 12 ? [y, m + 1] : [y + 1, 1]
  return text({ y, m, d: Math.min(parse(day).d, lengthOf(y, m)) })
}

/** The amount handed out one minor unit after another, round by round; what is left of the last round goes to the last. */
function shares(total: number, count: number): number[] {
  const parts = Array.from({ length: count }, () => 0)
  let rest = BigInt(total)
  while (rest >= BigInt(count)) {
    const rounds = rest / BigInt(count) > 1_000n ? 1_000n : 1n
    for (let at = 0; at < count; at += 1) parts[at] = (parts[at] ?? 0) + Number(rounds)
    rest -= rounds * BigInt(count)
  }
  parts[count - 1] = (parts[count - 1] ?? 0) + Number(rest)
  return parts
}

type Due = { day: string; cents: number }
type Paid = { id: string; day: string; cents: number; until: string | null }

/** What is left of each instalment on a day: payment by payment, to an exact one, else cent by cent to the oldest. */
function leftOn(
  day: string,
  dues: readonly Due[],
  payments: readonly Paid[],
): { left: number[]; over: number } {
  const left = dues.map(({ cents }) => cents)
  let over = 0
  const counting = payments.filter(({ until }) => until === null || day <= until)
  counting.sort((a, b) => (`${a.day}${a.id}` < `${b.day}${b.id}` ? -1 : 1))
  for (const { cents } of counting) {
    const exact = left.indexOf(cents)
    if (exact >= 0) left[exact] = 0
    else
      for (let cent = 0; cent < cents; cent += 1) {
        const oldest = left.findIndex((some) => some > 0)
        if (oldest < 0) over += 1
        else left[oldest] = (left[oldest] ?? 0) - 1
      }
  }
  return { left, over }
}

function isLate(dueOn: string, day: string, grace: number): boolean {
  return day > daysLater(dueOn, grace)
}

/** The same numbers every time: a generator of our own. */
function dice(seed: number) {
  let state = BigInt(seed)
  return (most: number) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % (1n << 64n)
    return Number((state >> 33n) % BigInt(most))
  }
}

const STEPS: Record<Exclude<Frequency, 'free'>, (day: string, at: number) => string> = {
  week: (day, at) => daysLater(day, 7 * at),
  twoWeeks: (day, at) => daysLater(day, 14 * at),
  month: monthsLater,
  quarter: (day, at) => monthsLater(day, 3 * at),
}
const FREQUENCY = ['week', 'twoWeeks', 'month', 'quarter'] as const
const FIRST = [
  '2026-11-22',
  '2026-11-30',
  '2026-12-31',
  '2027-01-31',
  '2027-01-29',
  '2028-01-31',
  '2028-02-29',
]

/** A plan with traps of a cent: amounts that do not divide, payments one over and one under. */
function aTrap(seed: number) {
  const roll = dice(seed * 7919 + 13)
  const count = 1 + roll(9)
  const total = count * (1 + roll(900)) + roll(count + 1)
  const frequency = must(FREQUENCY[roll(FREQUENCY.length)], 'a frequency')
  const first = must(FIRST[roll(FIRST.length)], 'a day')
  const dues = shares(total, count).map((cents, at): Due => ({ day: STEPS[frequency](first, at), cents }))
  const seen = Array.from({ length: roll(5) }, (_, at) => {
    const due = must(dues[roll(count)], 'an instalment')
    const cents = Math.max(1, due.cents * (1 + roll(2)) + roll(3) - 1)
    return { id: idOf(`payment ${at}`), day: daysLater(TODAY, roll(90)), cents }
  })
  return { total, frequency, first, dues, seen }
}

/** All that the product does with such a plan from day to day: people, books and calendar. */
function lived(trap: ReturnType<typeof aTrap>, until: string) {
  const company = aCompany()
  const item = anInvoice('F1', { amountMinor: trap.total, balanceMinor: trap.total })
  const inCase = aFollowUp('Plan', { kind: 'instalmentPlan', reasonId: null }, [item])
  const desk = new Desk(aClientFile({ items: [item], actions: [inCase] }), company)
  const ids = trap.dues.map((_, at) => idOf(`instalment ${String(at).padStart(3, '0')}`))
  const instalments = evenSchedule(trap.total, ids, trap.first, trap.frequency).map(
    ({ id, dueOn, amountMinor }) => ({ id, dueOn, amountMinor }),
  )
  desk.decide(makePlan('Plan', { owedMinor: trap.total, instalments }))
  const told = new Map<string, string>()
  for (let day: string = TODAY; day <= until; day = daysLater(day, 1)) {
    const at = Date.parse(`${day}T05:00:00Z`)
    for (let woken = true; woken;) {
      const row = desk.file.casework.find(({ wakesOn }) => wakesOn !== null && wakesOn <= day)
      const brought = row && dayBrings(row, row.wakesOn ?? day)
      woken = brought !== null && brought !== undefined
      if (!brought) continue
      const before = planOf(idOf('Plan'), desk.file)?.work.toldLate ?? []
      desk.decide(anEntry(brought.kind, brought.data, { by: RULE, at }))
      for (const id of planOf(idOf('Plan'), desk.file)?.work.toldLate ?? [])
        if (!before.includes(id) && !told.has(id)) told.set(id, day)
    }
    for (const { id, day: on, cents } of trap.seen)
      if (on === day) desk.decide(seePayment('Plan', cents, { paymentId: id, on }, { at: at + 60_000 }))
  }
  const row = must(planOf(idOf('Plan'), desk.file), 'the plan')
  return { desk, company, told, row, instalments, ids }
}

const TRAPS = Array.from({ length: 29 }, (_, seed) => aTrap(seed))

describe.each(TRAPS.map((trap, at): [number, typeof trap] => [at, trap]))(
  'plan %i, computed twice',
  (_, trap) => {
    const { planRule } = aCompany()
    const { graceDays, brokenAfter, seenCountsDays } = planRule
    const payments = trap.seen.map(({ id, day, cents }): Paid => ({
      id,
      day,
      cents,
      until: daysLater(day, seenCountsDays),
    }))
    const lastDue = must(trap.dues.at(-1), 'the last').day
    const until = daysLater(lastDue < '2027-06-01' ? lastDue : '2027-06-01', 20)

    it('has the same days and amounts', () => {
      const { instalments } = lived(trap, TODAY)
      expect(instalments.map(({ dueOn, amountMinor }) => [dueOn, amountMinor])).toEqual(
        trap.dues.map(({ day, cents }) => [day, cents]),
      )
    })

    it('is late and broken on the same days, instalment by instalment', () => {
      const late = new Map<number, string>()
      let brokenOn: string | null = null
      for (let day: string = TODAY; day <= until && brokenOn === null; day = daysLater(day, 1)) {
        // The calendar looks in the morning: what comes on a day comes after it.
        const { left } = leftOn(
          day,
          trap.dues,
          payments.filter((paid) => paid.day < day),
        )
        const lateNow = trap.dues.flatMap((due, at) =>
          (left[at] ?? 0) > 0 && isLate(due.day, day, graceDays) ? [at] : [],
        )
        for (const at of lateNow) if (!late.has(at)) late.set(at, day)
        if (lateNow.length >= brokenAfter) brokenOn = day
      }
      const { row, told, ids } = lived(trap, until)
      expect([...told].map(([id, day]) => [ids.indexOf(id), day]).sort()).toEqual([...late].sort())
      expect([row.work.state, row.work.endedOn]).toEqual(
        brokenOn === null ? ['offered', null] : ['broken', brokenOn],
      )
    })

    it('stands the same on any day: what is left of each, what is over, what is at risk', () => {
      const days = [TODAY, trap.first, daysLater(trap.first, 40), daysLater(lastDue, 35)]
      for (const today of days) {
        const { row, desk } = lived(trap, today < until ? today : until)
        const come = payments.filter(({ day }) => day <= (today < until ? today : until))
        const { left, over } = leftOn(today, trap.dues, come)
        const standing = planStanding(row, desk.file, today, planRule)
        expect(standing.instalments.map(({ leftMinor }) => leftMinor)).toEqual(left)
        expect(standing.unallocatedMinor).toBe(over)
        const remaining = left.reduce((sum, cents) => sum + cents, 0)
        expect([standing.remainingMinor, standing.paidMinor]).toEqual([remaining, trap.total - remaining])
        const oldest = trap.dues.find((_, at) => (left[at] ?? 0) > 0)
        expect(standing.overdueDays).toBe(countDays(oldest?.day ?? today, today))
        expect(standing.next?.dueOn ?? null).toBe(oldest?.day ?? null)
      }
    })
  },
)

function countDays(from: string, to: string): number {
  let days = 0
  for (let day = from; day < to; day = daysLater(day, 1)) days += 1
  return days
}

describe('the books of such a plan', () => {
  it.each(TRAPS.map((trap, at): [number, typeof trap] => [at, trap]))(
    'plan %i: paid in parts, to the cent, over and taken back',
    (at, trap) => {
      const roll = dice(at + 1_000)
      const { desk } = lived({ ...trap, seen: [] }, TODAY)
      let balance = trap.total
      for (let step = 0; step < 6; step += 1) {
        const traps = [0, 1, balance, Math.max(0, balance - 1), trap.total, roll(trap.total + 1)]
        balance = must(traps[roll(traps.length)], 'a balance')
        const row = aRowOf('F1', {
          amountMinor: trap.total,
          balanceMinor: balance,
          closedOn: balance === 0 ? TODAY : null,
        })
        desk.decide(books([row], {}, { at: Date.parse(`${TODAY}T10:00:00Z`) + step }))
        const plan = must(planOf(idOf('Plan'), desk.file), 'the plan')
        const booked = workOf(desk.file, 'payment').filter(({ work }) => work.state === 'booked')
        expect(booked.reduce((sum, { work }) => sum + work.amountMinor, 0)).toBe(trap.total - balance)
        expect(plan.work.state).toBe(balance === 0 ? 'kept' : 'offered')
        expect(must(desk.file.actions[0], 'the case').closedOn).toBe(balance === 0 ? TODAY : null)
        const { remainingMinor } = planStanding(plan, desk.file, TODAY, aCompany().planRule)
        expect(remainingMinor).toBe(balance)
      }
    },
  )
})

it('PAR(30) over all of them is the share of what is left in plans overdue for more than 30 days', () => {
  const today = '2027-03-31'
  let [all, atRisk] = [0n, 0n]
  const rows = TRAPS.map((trap, at) => {
    const { desk } = lived({ ...trap, seen: [] }, TODAY)
    const remaining = BigInt(trap.total)
    all += remaining
    if (countDays(must(trap.dues[0], 'the first').day, today) > 30) atRisk += remaining
    return { id: `${at}`, work: workSummary(idOf('Plan'), desk.file) }
  })
  const portfolio = portfolioOf(planRows(rows, today, aCompany().planRule))
  expect(portfolio.map(({ remainingMinor, overdue30Minor }) => [remainingMinor, overdue30Minor])).toEqual([
    [Number(all), Number(atRisk)],
  ])
  const share = Number((atRisk * 1_000_000_000n) / all) / 1_000_000_000
  expect(par30(must(portfolio[0], 'the portfolio'))).toBeCloseTo(share, 8)
})
