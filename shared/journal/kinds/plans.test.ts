import { describe, expect, it } from 'vitest'
import { findWork } from '../../casework/casework.ts'
import type { ClientFile } from '../../clients/client-file.ts'
import { must } from '../../base/must.ts'
import { instalmentsOf } from '../../plans/instalment-states.ts'
import { planStanding } from '../../plans/plan-standing.ts'
import {
  NOW,
  TODAY,
  aClientFile,
  aCompany,
  aFollowUp,
  aPaidInvoice,
  anInvoice,
  idOf,
} from '../../testing/a-client-file.ts'
import { aPayment, aPlan, instalmentsOn } from '../../testing/a-plan.ts'
import { aWish } from '../../testing/a-wish.ts'
import { anEntry, close, disassociate, undo } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import {
  SIGNED,
  agreeToPlan,
  changePlan,
  makePlan,
  renegotiate,
  seePayment,
} from '../../testing/plan-entries.ts'

const items = ['F1', 'F2', 'F3'].map((number) => anInvoice(number))
const inCase = aFollowUp('Plan', { kind: 'instalmentPlan', reasonId: null }, items)
const file = aClientFile({ items, actions: [inCase] })
const later = { at: NOW + 60_000 }
const rule = aCompany().planRule

const planIn = (after: ClientFile, name = 'plan') => must(findWork(after, 'plan', idOf(name)), name)

describe('a plan is made', () => {
  it('over the items of a case, which is due at the first instalment with its grace days', () => {
    given(file)
      .when(makePlan('Plan'))
      .then(({ file: after, action, applied }) => {
        expect(planIn(after).work).toMatchObject({
          state: 'offered',
          revision: 1,
          owedMinor: 30_000,
          madeBy: 'collector',
        })
        expect(planIn(after).wakesOn).toBe('2026-11-26')
        expect(action('Plan').dueOn).toBe('2026-11-25')
        expect(applied.story.details).toMatchObject({ totalMinor: 30_000, instalments: 3 })
      })
  })

  it('and agreed to in the same breath', () => {
    given(file)
      .when(makePlan('Plan', { agreement: SIGNED }))
      .then(({ file: after }) => expect(planIn(after).work.state).toBe('agreed'))
  })

  it('not when it does not add up, and it is said where and by how much', () => {
    given(file)
      .when(makePlan('Plan', { owedMinor: 29_999 }))
      .thenRefused('amiss', {
        field: 'data.instalments',
        problem: 'doesNotAddUp',
        byMinor: -1,
        currency: 'EUR',
      })
    given(file)
      .when(makePlan('Plan', { owedMinor: 30_001, feeMinor: -1 }))
      .thenRefused('amiss', { field: 'data.owedMinor', problem: 'overBalance', byMinor: -1 })
  })

  it('not with a day in the past, an amount of nothing, or in another currency', () => {
    given(file)
      .when(makePlan('Plan', { instalments: instalmentsOn(['2026-11-21', 10_000]) }))
      .thenRefused('amiss', { field: 'data.instalments.0.dueOn', problem: 'past' })
    given(file)
      .when(makePlan('Plan', { instalments: instalmentsOn([TODAY, 10_000], [TODAY, -1]) }))
      .thenRefused('invalid', { field: 'data.instalments.1.amountMinor' })
    given(file)
      .when(makePlan('Plan', { currency: 'USD' }))
      .thenRefused('amiss', { problem: 'otherCurrency' })
  })

  it('agreed to by what is no drawing of a pen is refused at the field', () => {
    const drawn = { how: 'signature' as const, name: 'Frau Berg', signature: 'M10 10L200 60', on: TODAY }
    given(file)
      .when(makePlan('Plan', { agreement: drawn }))
      .then(({ file }) => expect(planIn(file).work.agreement).toEqual(drawn))
    const wrong = [
      { ...drawn, signature: null },
      { ...drawn, signature: '<svg onload=alert(1)>' },
      { ...drawn, signature: 'data:image/png;base64,AAAA' },
      { ...drawn, how: 'name' as const },
    ]
    for (const agreement of wrong)
      given(file)
        .when(makePlan('Plan', { agreement }))
        .thenRefused('invalid', { field: 'data.agreement.signature' })
    given(file)
      .when(makePlan('Plan', { agreement: { ...drawn, name: ' ' } }))
      .thenRefused('invalid', { field: 'data.agreement.name' })
  })

  it('not in a closed case, in a to-do, or in anything but a follow-up', () => {
    given(file)
      .when(close('Plan'), makePlan('Plan', {}, later))
      .thenRefused('closed')
    const others = [
      aFollowUp('Ring', { type: 'call', kind: null }),
      aFollowUp('To do', { caseId: idOf('Plan') }),
    ]
    const busy = aClientFile({ items, actions: [inCase, ...others] })
    for (const name of ['Ring', 'To do'])
      given(busy).when(makePlan(name)).thenRefused('invalid', { field: 'data.actionId' })
    given(file).when(makePlan('Nowhere')).thenRefused('notFound', { what: 'action' })
  })

  it('as the same row in whatever order the payments of before were read', () => {
    const payments = ['a', 'b'].map((name) => aPayment(name, inCase, { amountMinor: 2_500, on: TODAY }))
    const instalments = instalmentsOn([TODAY, 25_000])
    const before = [payments, payments.toReversed()].map((casework) => {
      const paid = aClientFile({ items, actions: [inCase], casework })
      let made: string[] = []
      given(paid)
        .when(makePlan('Plan', { instalments }))
        .then(({ file: after }) => (made = planIn(after).work.paidBefore))
      return made
    })
    expect(before[0]).toHaveLength(2)
    expect(before[0]).toEqual(before[1])
  })

  it('over what is left once what was seen is taken off, which then counts no second time', () => {
    const seen = aPayment('seen', inCase, { amountMinor: 5_000, on: TODAY })
    const paid = aClientFile({ items, actions: [inCase], casework: [seen] })
    given(paid).when(makePlan('Plan')).thenRefused('amiss', { problem: 'overBalance', byMinor: -5_000 })
    given(paid)
      .when(makePlan('Plan', { instalments: instalmentsOn([TODAY, 25_000]) }))
      .then(({ file: after }) => {
        expect(planIn(after).work.paidBefore).toEqual([seen.id])
        expect(planStanding(planIn(after), after, TODAY, rule)).toMatchObject({
          paidMinor: 0,
          remainingMinor: 25_000,
        })
      })
  })

  it('a second time by somebody who did not know waits for whoever runs the case, and then takes its place', () => {
    const second = makePlan(
      'Plan',
      { planId: idOf('other'), instalments: instalmentsOn([TODAY, 30_000]) },
      { by: 'sales' },
    )
    given(file).when(makePlan('Plan'), second).thenParked('changed')
    const wish = { ...aWish('wish', second, idOf('Plan')), id: second.id, because: 'changed' as const }
    const accept = anEntry('parked.accepted', { parkedId: wish.id, actionId: idOf('Plan'), on: TODAY }, later)
    given(aClientFile({ items, actions: [inCase], parked: [wish] }))
      .when(makePlan('Plan'), accept)
      .then(({ file: after }) => {
        expect(planIn(after).work).toMatchObject({ state: 'withdrawn', replacedBy: idOf('other') })
        expect(planIn(after, 'other').work).toMatchObject({ state: 'offered', madeBy: 'sales' })
      })
  })

  it('is undone as a whole', () => {
    const made = makePlan('Plan')
    given(file)
      .when(made, undo(made, later))
      .then(({ file: after, action }) => {
        expect(findWork(after, 'plan', idOf('plan'))).toBeUndefined()
        expect(action('Plan').dueOn).toBe('2026-11-29')
      })
  })
})

describe('an offered plan', () => {
  it('is changed by who had seen it, step by step', () => {
    given(file)
      .when(
        makePlan('Plan'),
        changePlan('Plan'),
        changePlan('Plan', { revision: 2, instalments: instalmentsOn(['2026-12-01', 30_000]) }),
      )
      .then(({ file: after, action }) => {
        expect(planIn(after).work).toMatchObject({ revision: 3, instalments: [{ dueOn: '2026-12-01' }] })
        expect(action('Plan').dueOn).toBe('2026-12-04')
      })
  })

  it('waits with the difference when it was changed meanwhile, unless both wanted the same', () => {
    const other = changePlan('Plan', { instalments: instalmentsOn([TODAY, 15_000], ['2026-12-01', 15_000]) })
    given(file).when(makePlan('Plan'), changePlan('Plan'), other).thenParked('changed')
    given(file)
      .when(makePlan('Plan'), changePlan('Plan'), changePlan('Plan', {}, later))
      .thenNoop('alreadySo')
  })

  it('keeps a day that lies behind by now, and takes no new one', () => {
    const plan = aPlan('plan', inCase, { state: 'offered' })
    const running = aClientFile({ items, actions: [inCase], casework: [plan] })
    const [first, second] = instalmentsOn(['2026-11-15', 12_000], ['2026-12-15', 18_000])
    given(running)
      .when(changePlan('Plan', { instalments: [must(first, 'first'), must(second, 'second')] }))
      .then(({ file: after }) => expect(planIn(after).work.revision).toBe(2))
    given(running)
      .when(
        changePlan('Plan', {
          instalments: [{ ...must(first, 'first'), dueOn: '2026-11-16', amountMinor: 30_000 }],
        }),
      )
      .thenRefused('amiss', { problem: 'past' })
  })

  it('is agreed to as it was shown, and then changes no more', () => {
    given(file)
      .when(makePlan('Plan'), agreeToPlan('Plan'))
      .then(({ file: after, applied }) => {
        expect(planIn(after).work).toMatchObject({ state: 'agreed', agreement: SIGNED })
        // A signature is told once, and not with all that changes later.
        expect(applied.story.changes.map(({ field }) => field)).toEqual(['work.state', 'work.agreement'])
      })
    given(file)
      .when(makePlan('Plan'), changePlan('Plan'), agreeToPlan('Plan'))
      .thenRefused('touchedSince', { fields: ['instalments'] })
    given(file)
      .when(makePlan('Plan', { agreement: SIGNED }), changePlan('Plan'))
      .thenRefused('notPossible', { what: 'plan', state: 'agreed' })
    given(file)
      .when(makePlan('Plan'), agreeToPlan('Plan'), agreeToPlan('Plan', 1, later))
      .thenNoop('alreadySo')
  })
})

describe('a plan the client agreed to', () => {
  const plan = aPlan('plan', inCase)
  const booked = aPayment('booked', inCase, { state: 'booked', bookedOn: '2026-11-14' })
  const left = [anInvoice('F1', { balanceMinor: 10_000 }), anInvoice('F2', { balanceMinor: 10_000 })]
  const running = aClientFile({
    items: left,
    actions: [aFollowUp('Plan', { kind: 'instalmentPlan' }, left)],
    casework: [plan, booked],
  })

  it('is renegotiated: what is left goes into a new one, what was paid stays', () => {
    given(running)
      .when(renegotiate('Plan'), seePayment('Plan', 5_000, {}, later))
      .then(({ file: after, action }) => {
        expect(planIn(after).work).toMatchObject({
          state: 'renegotiated',
          replacedBy: idOf('next plan'),
          endedOn: TODAY,
        })
        expect(instalmentsOf(planIn(after), after, TODAY, rule).map(({ state }) => state)).toEqual([
          'paid',
          'renegotiated',
          'renegotiated',
        ])
        const next = planIn(after, 'next plan')
        expect(planStanding(next, after, TODAY, rule)).toMatchObject({
          paidMinor: 5_000,
          remainingMinor: 15_000,
        })
        expect(action('Plan').dueOn).toBe('2026-12-04')
      })
  })

  it('not over more than is left, not twice, and not by who had seen another one', () => {
    given(running)
      .when(renegotiate('Plan', { owedMinor: 20_001, instalments: instalmentsOn([TODAY, 20_001]) }))
      .thenRefused('amiss', { problem: 'overBalance' })
    given(running)
      .when(renegotiate('Plan'), renegotiate('Plan', { nextPlanId: idOf('a third') }, later))
      .thenRefused('notPossible', { state: 'renegotiated' })
    given(running)
      .when(renegotiate('Plan', { revision: 7 }))
      .thenParked('changed')
  })

  it('is withdrawn with words; its payments stay', () => {
    const withdraw = anEntry('plan.withdrawn', {
      planId: idOf('plan'),
      actionId: idOf('Plan'),
      comment: 'They pay at once',
      on: TODAY,
    })
    given(running)
      .when(withdraw)
      .then(({ file: after, applied }) => {
        expect(planIn(after)).toMatchObject({ wakesOn: null, work: { state: 'withdrawn' } })
        expect(after.casework).toContain(booked)
        expect(applied.story.text).toBe('They pay at once')
      })
    given(running)
      .when(withdraw, { ...withdraw, id: idOf('again') })
      .thenNoop('alreadySo')
  })

  it('ends when its case is closed by hand', () => {
    given(running)
      .when(close('Plan'))
      .then(({ file: after }) =>
        expect(planIn(after)).toMatchObject({ wakesOn: null, work: { state: 'withdrawn' } }),
      )
  })
})

describe('a case closes with its last settled item', () => {
  const settled = aPaidInvoice('F1')
  const byBooks = disassociate('Plan', ['F1'], 'settled', { by: 'rule' })
  const closed = (kind: 'instalmentPlan' | 'dispute', more: Parameters<typeof aClientFile>[0] = {}) =>
    aClientFile({
      items: [settled],
      ...more,
      actions: [aFollowUp('Plan', { kind }, [settled]), ...(more.actions ?? [])],
    })

  it('when its kind says so', () => {
    given(closed('instalmentPlan'))
      .when(byBooks)
      .then(({ action }) => expect(action('Plan')).toMatchObject({ closedOn: TODAY, closedBy: 'rule' }))
    given(closed('dispute'))
      .when(byBooks)
      .then(({ action }) => expect(action('Plan').closedOn).toBeNull())
  })

  it('not while a to-do or a piece of work in it is open', () => {
    given(
      closed('instalmentPlan', {
        actions: [aFollowUp('To do', { type: 'call', kind: null, caseId: idOf('Plan') })],
      }),
    )
      .when(byBooks)
      .then(({ action }) => expect(action('Plan').closedOn).toBeNull())
    given(closed('instalmentPlan', { casework: [aPlan('plan', inCase)] }))
      .when(byBooks)
      .then(({ action }) => expect(action('Plan').closedOn).toBeNull())
  })
})
