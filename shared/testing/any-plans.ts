import fc from 'fast-check'
import type { Entry } from '../journal/entry.ts'
import { RULE } from '../journal/entry.ts'
import { idOf } from './a-client-file.ts'
import { instalmentsOn } from './a-plan.ts'
import { aRowOf, anEntry, books } from './entries.ts'
import { agreeToPlan, changePlan, makePlan, promise, renegotiate, seePayment } from './plan-entries.ts'

type Wish = (more: Partial<Entry>, earlier: readonly Entry[]) => Entry

const PLANS = ['plan', 'next plan', 'third plan']
const amount = fc.oneof(
  fc.integer({ min: 1, max: 12_000 }),
  fc.constantFrom(1, 9_999, 10_000, 10_001, 30_000),
)
const planId = fc.constantFrom('plan', ...PLANS).map(idOf)
const instalments = fc
  .array(amount, { minLength: 1, maxLength: 4 })
  .map((amounts) =>
    instalmentsOn(...amounts.map((minor, at): [string, number] => [`2026-12-0${at + 1}`, minor])),
  )
const sum = (parts: { amountMinor: number }[]) => parts.reduce((all, { amountMinor }) => all + amountMinor, 0)
const revision = fc.integer({ min: 1, max: 3 })
const aPayment = fc.nat(1).map((n) => idOf(`payment ${n}`))
const day = fc.constantFrom('2026-11-22', '2026-12-05', '2026-12-20', '2027-02-01')

/** Anything somebody, the books or the calendar may do to the plans, payments and promises of a case. */
export function anyPlans(aCase: fc.Arbitrary<string>, itemNumber: string): fc.Arbitrary<Wish> {
  return fc.oneof(
    fc.tuple(aCase, planId, instalments).map(
      ([name, id, parts]): Wish =>
        (more) =>
          makePlan(name, { planId: id, instalments: parts }, more),
    ),
    fc.tuple(aCase, planId, revision, instalments).map(
      ([name, id, seen, parts]): Wish =>
        (more) =>
          changePlan(name, { planId: id, revision: seen, instalments: parts }, more),
    ),
    fc.tuple(aCase, revision).map(
      ([name, seen]): Wish =>
        (more) =>
          agreeToPlan(name, seen, more),
    ),
    fc.tuple(aCase, planId, planId, instalments).map(
      ([name, id, nextPlanId, parts]): Wish =>
        (more) =>
          renegotiate(name, { planId: id, nextPlanId, owedMinor: sum(parts), instalments: parts }, more),
    ),
    fc.tuple(aCase, aPayment, amount, fc.option(fc.constantFrom('first', 'second').map(idOf))).map(
      ([name, paymentId, minor, instalmentId]): Wish =>
        (more) =>
          seePayment(name, minor, { paymentId, instalmentId }, more),
    ),
    fc.tuple(aCase, aPayment, fc.boolean()).map(
      ([name, paymentId, isWithdrawn]): Wish =>
        (more) =>
          isWithdrawn
            ? anEntry(
                'payment.withdrawn',
                { paymentId, actionId: idOf(name), comment: null, on: '2026-11-22' },
                more,
              )
            : anEntry(
                'payment.allocated',
                { paymentId, actionId: idOf(name), instalmentId: idOf('second'), on: '2026-11-22' },
                more,
              ),
    ),
    fc.tuple(aCase, amount, fc.nat(2)).map(
      ([name, minor, which]): Wish =>
        (more) =>
          promise(name, { amountMinor: minor, promiseId: idOf(`promise ${which}`) }, more),
    ),
    fc
      .tuple(aCase, planId, aPayment, fc.nat(2), day)
      .map(([name, id, paymentId, which, on]): Wish => (more) => {
        const actionId = idOf(name)
        const byRule = { ...more, by: RULE }
        if (which === 0) return anEntry('instalment.late', { planId: id, actionId, on }, byRule)
        if (which === 1) return anEntry('payment.missed', { paymentId, actionId, on }, byRule)
        return anEntry('promise.broken', { promiseId: idOf('promise 0'), actionId, on }, byRule)
      }),
    fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.boolean()).map(
      ([balanceMinor, isClosed]): Wish =>
        ({ by: _, ...more }) =>
          books(
            [
              aRowOf(itemNumber, {
                amountMinor: 30_000,
                balanceMinor: isClosed ? 0 : balanceMinor,
                closedOn: isClosed ? '2026-11-22' : null,
              }),
            ],
            {},
            more,
          ),
    ),
  )
}
