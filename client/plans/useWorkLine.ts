import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { daysBetween } from '#shared/base/calendar-day.ts'
import type { WorkSummary } from '#shared/casework/work-summary.ts'
import { lateFrom } from '#shared/plans/instalment-states.ts'
import { PLAN_RUNS } from '#shared/plans/plan-states.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** A line about what is worked out in an action, and what of it is late. */
export type WorkLine = { text: string | null; late: string | null }

/** What lists say of the plan or the promise of an action: “480.00 on 3 Dec”, “1 late”. */
export function useWorkLine() {
  const { company, today } = useCompany()
  const { t } = useWords()
  const { amount, day, relativeDay } = useFormat()

  const near = (on: CalendarDay) => Math.abs(daysBetween(today.value, on)) <= 1
  const dayWords = (on: CalendarDay) =>
    near(on) ? relativeDay(on, today.value) : day(on, 'short', today.value)

  function ofPlan({ state, currency, unpaid }: NonNullable<WorkSummary['plan']>): WorkLine {
    if (!PLAN_RUNS[state]) {
      const isEnded =
        state === 'kept' || state === 'broken' || state === 'renegotiated' || state === 'withdrawn'
      return { text: isEnded ? t(`pay.line.planEnded.${state}`) : null, late: null }
    }
    const late = unpaid.filter((one) => today.value >= lateFrom(one, company.value.planRule))
    const lateText = late.length > 0 ? t('pay.line.late', { n: late.length }) : null
    const next = unpaid[late.length] ?? unpaid[0]
    if (!next) return { text: t('pay.line.allPaid'), late: null }
    const values = { amount: amount(next.leftMinor, currency), day: dayWords(next.dueOn) }
    return { text: t(near(next.dueOn) ? 'pay.line.nextNear' : 'pay.line.next', values), late: lateText }
  }

  function ofPromise(promise: NonNullable<WorkSummary['promise']>): WorkLine {
    const values = {
      amount: amount(promise.amountMinor, promise.currency),
      day: near(promise.promisedOn)
        ? relativeDay(promise.promisedOn, today.value)
        : day(promise.promisedOn, 'short', today.value),
    }
    switch (promise.state) {
      case 'open':
        return { text: t('pay.line.promised', values), late: null }
      case 'kept':
        return { text: t('pay.line.promiseKept', values), late: null }
      case 'broken':
        return { text: null, late: t('pay.line.promiseBroken', values) }
      case 'replaced':
      case 'withdrawn':
        return { text: null, late: null }
    }
  }

  function lineOf(work: WorkSummary | null): WorkLine {
    const plan = work?.plan ? ofPlan(work.plan) : NOTHING
    const promise = work?.promise ? ofPromise(work.promise) : NOTHING
    const isPlanFirst = plan.late !== null || plan.text !== null
    if (!isPlanFirst) return promise
    // What was promised while a plan runs says more than when the next instalment is due.
    return work?.promise?.state === 'open' ? { text: promise.text, late: plan.late } : plan
  }
  return { lineOf }
}

const NOTHING: WorkLine = { text: null, late: null }
