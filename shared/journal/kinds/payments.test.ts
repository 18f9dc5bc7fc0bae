import { describe, expect, it } from 'vitest'
import { must } from '../../base/must.ts'
import { itemsInScenario } from '../../dunning/exclusion.ts'
import { findWork, workOf } from '../../casework/casework.ts'
import { dayBrings } from '../../casework/day-brings.ts'
import type { ClientFile } from '../../clients/client-file.ts'
import { planStanding } from '../../plans/plan-standing.ts'
import { statusOf } from '../../items/item.ts'
import {
  NOW,
  TODAY,
  aClientFile,
  aCompany,
  aFollowUp,
  aStay,
  anInvoice,
  idOf,
} from '../../testing/a-client-file.ts'
import { aPayment, aPlan, instalmentsOn } from '../../testing/a-plan.ts'
import { aRowOf, anEntry, books, close, comment, undo } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import { SIGNED, dayMakes, renegotiate, seePayment } from '../../testing/plan-entries.ts'

const items = ['F1', 'F2', 'F3'].map((number) => anInvoice(number))
const inCase = aFollowUp('Plan', { kind: 'instalmentPlan', reasonId: null }, items)
const plan = aPlan('plan', inCase)
const file = aClientFile({ items, actions: [inCase], casework: [plan] })
const company = aCompany()
const later = { at: NOW + 60_000 }

const planIn = (after: ClientFile, name = 'plan') => must(findWork(after, 'plan', idOf(name)), name)
const standing = (after: ClientFile, today = TODAY) =>
  planStanding(planIn(after), after, today, company.planRule)
const payments = (after: ClientFile) =>
  workOf(after, 'payment').map(({ work }) => `${work.state} ${work.amountMinor} ${work.by}`)

describe('a payment that somebody saw', () => {
  it('pays by rule; the case is due with the next instalment', () => {
    given(file)
      .when(seePayment('Plan', 10_000, { note: 'in cash' }))
      .then(({ file: after, action, applied }) => {
        expect(standing(after)).toMatchObject({
          pile: 'onTrack',
          paidMinor: 10_000,
          next: { id: idOf('second') },
        })
        expect(action('Plan').dueOn).toBe('2026-12-18')
        expect(findWork(after, 'payment', idOf('payment of 10000'))?.wakesOn).toBe('2026-12-03')
        expect(planIn(after).wakesOn).toBe('2026-12-19')
        expect(applied.story).toMatchObject({
          text: 'in cash',
          details: { amountMinor: 10_000, means: 'cash' },
        })
      })
  })

  it('twice is once; several add up, and the rest of a surplus is visible', () => {
    given(file)
      .when(seePayment('Plan', 10_000), seePayment('Plan', 10_000, {}, later))
      .thenNoop('alreadySo')
    given(file)
      .when(seePayment('Plan', 29_999), seePayment('Plan', 2, {}, later))
      .then(({ file: after }) =>
        expect(standing(after)).toMatchObject({ remainingMinor: 0, unallocatedMinor: 1, next: null }),
      )
  })

  it('is kept in a closed case too, and on the client’s file where there never was a case', () => {
    given(file)
      .when(close('Plan'), seePayment('Plan', 500, {}, later))
      .then(({ file: after }) => expect(payments(after)).toEqual(['seen 500 collector']))
    given(file)
      .when(seePayment(null, 500))
      .then(({ file: after, applied }) => {
        expect(after.casework).toEqual([plan])
        expect(applied.story.details).toMatchObject({ amountMinor: 500, currency: 'EUR', means: 'cash' })
      })
  })

  it('is undone alone, whatever else was paid since', () => {
    const first = seePayment('Plan', 10_000)
    given(file)
      .when(first, seePayment('Plan', 3_000, {}, later), undo(first, { at: NOW + 120_000 }))
      .then(({ file: after, action }) => {
        expect(standing(after).paidMinor).toBe(3_000)
        expect(action('Plan').dueOn).toBe('2026-11-18')
      })
    given(file)
      .when(first, undo(first, later))
      .then(({ file: after, action }) => {
        expect(standing(after).paidMinor).toBe(0)
        expect(planIn(after).wakesOn).toBe(TODAY)
        expect(action('Plan').dueOn).toBe('2026-11-29')
      })
  })

  it('is allocated by hand and given back to the rule', () => {
    const allocate = (instalmentId: string | null, more = {}) =>
      anEntry(
        'payment.allocated',
        { paymentId: idOf('payment of 10000'), actionId: idOf('Plan'), instalmentId, on: TODAY },
        { ...later, ...more },
      )
    given(file)
      .when(seePayment('Plan', 10_000), allocate(idOf('third')))
      .then(({ file: after }) =>
        expect(standing(after).instalments.map((one) => one.state)).toEqual(['late', 'planned', 'paid']),
      )
    given(file)
      .when(seePayment('Plan', 10_000), allocate(idOf('third')), allocate(null))
      .then(({ file: after }) => expect(standing(after).next?.id).toBe(idOf('second')))
    given(file)
      .when(seePayment('Plan', 10_000), allocate(idOf('nowhere')))
      .thenRefused('invalid', { field: 'data.instalmentId' })
    given(file).when(allocate(null)).thenRefused('notFound', { what: 'work' })
  })

  it('is withdrawn: what it paid is open again', () => {
    const withdraw = anEntry(
      'payment.withdrawn',
      { paymentId: idOf('payment of 10000'), actionId: idOf('Plan'), comment: 'Wrong shop', on: TODAY },
      later,
    )
    given(file)
      .when(seePayment('Plan', 10_000), withdraw)
      .then(({ file: after, action }) => {
        expect(standing(after)).toMatchObject({ pile: 'late', paidMinor: 0 })
        expect(action('Plan').dueOn).toBe('2026-11-18')
        expect(planIn(after).wakesOn).toBe(TODAY)
      })
    given(file)
      .when(seePayment('Plan', 10_000), withdraw, { ...withdraw, id: idOf('again') })
      .thenNoop('alreadySo')
    const booked = aPayment('payment of 10000', inCase, { state: 'booked' })
    given({ ...file, casework: [plan, booked] })
      .when(withdraw)
      .thenRefused('notPossible', { what: 'payment', state: 'booked' })
  })
})

describe('the books', () => {
  it('bring a payment of their own, which counts', () => {
    given(file)
      .when(books([aRowOf('F1', { balanceMinor: 4_000 })]))
      .then(({ file: after, decided }) => {
        expect(decided.map(({ entry }) => [entry.kind, entry.by])).toEqual([
          ['items.imported', 'accounting'],
          ['payment.booked', 'accounting'],
        ])
        expect(payments(after)).toEqual(['booked 6000 accounting'])
        expect(standing(after)).toMatchObject({ paidMinor: 6_000, next: { leftMinor: 4_000 } })
      })
  })

  it('confirm what was seen: the exact amount, else the oldest first, the rest their own', () => {
    const casework = [
      plan,
      aPayment('old', inCase, { amountMinor: 3_000, on: '2026-11-10' }),
      aPayment('new', inCase, { amountMinor: 6_000, on: '2026-11-12', by: 'sales' }),
    ]
    given({ ...file, casework })
      .when(books([aRowOf('F1', { balanceMinor: 4_000 })]))
      .then(({ file: after }) =>
        expect(payments(after)).toEqual(['seen 3000 collector', 'booked 6000 sales']),
      )
    given({ ...file, casework })
      .when(books([aRowOf('F1', { balanceMinor: 0, closedOn: TODAY })]))
      .then(({ file: after }) =>
        expect(payments(after)).toEqual([
          'booked 3000 collector',
          'booked 6000 sales',
          'booked 1000 accounting',
        ]),
      )
  })

  it('confirm a part of what was seen; the rest is still awaited', () => {
    given({ ...file, casework: [plan, aPayment('seen', inCase)] })
      .when(books([aRowOf('F1', { balanceMinor: 9_999 })]))
      .then(({ file: after }) => {
        expect(payments(after)).toEqual(['seen 9999 collector', 'booked 1 collector'])
        expect(standing(after).paidMinor).toBe(10_000)
      })
  })

  it('count what is paid, not what an invoice is corrected to, and nothing of other cases', () => {
    given(file)
      .when(books([aRowOf('F1', { amountMinor: 8_000, balanceMinor: 8_000 })]))
      .then(({ file: after }) => expect(payments(after)).toEqual([]))
    const free = anInvoice('F9')
    given({ ...file, items: [...items, free] })
      .when(books([aRowOf('F9', { balanceMinor: 0, closedOn: TODAY })]))
      .then(({ file: after }) => expect(payments(after)).toEqual([]))
  })

  it('clear an invoice against a credit note: what was not money is no payment', () => {
    const credit = anInvoice('A1', { kind: 'creditNote', balanceMinor: -4_000 })
    const both = aFollowUp('Plan', { kind: 'instalmentPlan' }, [...items, credit])
    given(aClientFile({ items: [...items, credit], actions: [both], casework: [plan] }))
      .when(
        books([
          aRowOf('F1', { balanceMinor: 0, closedOn: TODAY }),
          aRowOf('A1', { kind: 'creditNote', amountMinor: -4_000, balanceMinor: 0, closedOn: TODAY }),
        ]),
      )
      .then(({ file: after }) => expect(payments(after)).toEqual(['booked 6000 accounting']))
  })

  it('that have the last instalment keep the plan, and the case closes with its last item', () => {
    const paid = ['F1', 'F2', 'F3'].map((number) => aRowOf(number, { balanceMinor: 0, closedOn: TODAY }))
    given(file)
      .when(books(paid))
      .then(({ file: after, action, decided }) => {
        expect(planIn(after)).toMatchObject({ wakesOn: null, work: { state: 'kept', endedOn: TODAY } })
        expect(action('Plan')).toMatchObject({ closedOn: TODAY, closedBy: 'rule' })
        expect(decided.map(({ entry }) => entry.kind)).toEqual([
          'items.imported',
          'payment.booked',
          'plan.kept',
          'action.closed',
          'items.disassociated',
        ])
      })
  })

  it('do not keep a plan with what was only seen', () => {
    given(file)
      .when(
        seePayment('Plan', 10_000),
        books(
          [aRowOf('F1', { balanceMinor: 9_999 }), aRowOf('F2', { balanceMinor: 0, closedOn: TODAY })],
          {},
          later,
        ),
      )
      .then(({ file: after }) => expect(planIn(after).work.state).toBe('agreed'))
  })

  it('take a payment back: the instalment opens again, and so does a plan that was kept', () => {
    const booked = aPayment('p', inCase, { state: 'booked', amountMinor: 30_000 })
    const kept = aPlan('plan', inCase, { state: 'kept', endedOn: TODAY, agreement: SIGNED })
    const [one, ...others] = items
    const partly = [{ ...must(one, 'F1'), balanceMinor: 1_000 }, ...others]
    given({ ...file, items: partly, casework: [kept, booked] })
      .when(books([aRowOf('F1')]))
      .then(({ file: after }) => {
        expect(planIn(after)).toMatchObject({
          wakesOn: '2027-01-19',
          work: { state: 'agreed', endedOn: null },
        })
        expect(standing(after)).toMatchObject({ paidMinor: 21_000, pile: 'onTrack' })
      })
    given({
      ...file,
      items: partly,
      casework: [plan, aPayment('p', inCase, { state: 'booked', amountMinor: 10_000 })],
    })
      .when(books([aRowOf('F1')]))
      .then(({ file: after }) => {
        expect(payments(after)).toEqual(['booked 1000 collector', 'reversed 9000 collector'])
        expect(standing(after)).toMatchObject({ paidMinor: 1_000, pile: 'late' })
      })
  })

  it('open an item again that had left as paid: it comes back into its case', () => {
    given(file)
      .when(books([aRowOf('F1', { balanceMinor: 0, closedOn: TODAY })]), books([aRowOf('F1')], {}, later))
      .then(({ file: after, caseOf }) => {
        expect(caseOf('F1')).toBe('Plan')
        expect(payments(after)).toEqual(['reversed 10000 accounting'])
        expect(standing(after)).toMatchObject({ paidMinor: 0, pile: 'late' })
      })
  })

  it('open a case again that had closed with its plan kept, when the payment is taken back', () => {
    const all = ['F1', 'F2', 'F3'].map((number) => aRowOf(number, { balanceMinor: 0, closedOn: TODAY }))
    const bounced = books([aRowOf('F2', { balanceMinor: 4_000 })], { asOf: '2026-11-24' }, later)
    given(file)
      .when(books(all), bounced)
      .then(({ file: after, action, caseOf, decided }) => {
        expect(action('Plan')).toMatchObject({ closedOn: null, closedBy: null, dueOn: '2026-11-24' })
        expect([caseOf('F1'), caseOf('F2'), caseOf('F3')]).toEqual([null, 'Plan', null])
        expect(planIn(after)).toMatchObject({ work: { state: 'offered', endedOn: null } })
        expect(standing(after)).toMatchObject({ paidMinor: 26_000, remainingMinor: 4_000 })
        expect(decided.map(({ entry }) => entry.kind)).toEqual([
          'items.imported',
          'payment.reversed',
          'action.reopened',
        ])
        expect(decided.every(({ decision }) => decision.type === 'applied')).toBe(true)
      })
    given(file)
      .when(books(all), bounced, books(all, {}, { at: NOW + 120_000 }))
      .then(({ file: after, action }) => {
        expect(planIn(after).work.state).toBe('kept')
        expect(action('Plan').closedOn).toBe(TODAY)
      })
  })

  it('leave a case closed that somebody closed, and one whose item sits in another by now', () => {
    const one = [aRowOf('F1', { balanceMinor: 0, closedOn: TODAY })]
    given(file)
      .when(books(one), close('Plan', {}, later), books([aRowOf('F1')], {}, { at: NOW + 120_000 }))
      .then(({ action }) => expect(action('Plan').closedOn).toBe(TODAY))
    const other = aFollowUp('Pallet 7', { openedOn: '2026-11-20' }, [anInvoice('F1')])
    const kept = aFollowUp('Plan', { kind: 'instalmentPlan', closedOn: '2026-11-15', closedBy: 'rule' })
    const left = { leftOn: '2026-11-15', leftBecause: 'closed' as const, leftWith: statusOf(anInvoice('F1')) }
    given(
      aClientFile({
        items: [{ ...anInvoice('F1'), balanceMinor: 5_000 }],
        actions: [kept, other],
        associations: [aStay(kept.action, anInvoice('F1'), left)],
        casework: [
          aPlan('plan', kept, { state: 'kept', instalments: instalmentsOn(['2026-11-15', 10_000]) }),
          aPayment('p', kept, { state: 'booked' }),
        ],
      }),
    )
      .when(books([aRowOf('F1')]))
      .then(({ action, caseOf }) => {
        expect(action('Plan').closedOn).toBe('2026-11-15')
        expect(caseOf('F1')).toBe('Pallet 7')
      })
  })

  it('twice bring nothing twice', () => {
    const rows = [aRowOf('F1', { balanceMinor: 4_000 })]
    given(file)
      .when(books(rows), books(rows, {}, later))
      .thenNoop('alreadySo')
  })

  it('act alone: nobody makes their entries by hand', () => {
    const data = { actionId: idOf('Plan'), currency: 'EUR', amountMinor: 1, on: TODAY }
    given(file).when(anEntry('payment.booked', data)).thenRefused('notAllowed')
    given(file).when(anEntry('payment.reversed', data)).thenRefused('notAllowed')
  })

  it('a payment split after a renegotiation stays out of the new plan', () => {
    const seen = aPayment('seen', inCase, { amountMinor: 10_000, on: TODAY })
    given({ ...file, casework: [plan, seen] })
      .when(renegotiate('Plan'), books([aRowOf('F1', { balanceMinor: 6_000 })], {}, later))
      .then(({ file: after }) => {
        const next = planIn(after, 'next plan')
        expect(planStanding(next, after, TODAY, company.planRule)).toMatchObject({
          paidMinor: 0,
          reopenedMinor: 0,
        })
      })
  })
})

describe('the days of a plan', () => {
  const late = (on: string) =>
    dayMakes('instalment.late', { planId: idOf('plan'), actionId: idOf('Plan'), on })

  it('bring the case back when an instalment is late, once', () => {
    given(file)
      .when(late('2026-11-19'))
      .then(({ file: after, action, applied }) => {
        expect(action('Plan').dueOn).toBe('2026-11-19')
        expect(planIn(after)).toMatchObject({
          wakesOn: '2026-12-19',
          work: { toldLate: [idOf('first')], state: 'agreed' },
        })
        expect(applied.story.details).toMatchObject({ late: 1, lateMinor: 10_000 })
      })
    given(file).when(late('2026-11-19'), late('2026-11-20')).thenNoop('alreadySo')
  })

  it('break it when an instalment is late again, whose payment was taken back', () => {
    const bounced = anEntry(
      'payment.withdrawn',
      { paymentId: idOf('payment of 10000'), actionId: idOf('Plan'), comment: null, on: '2026-12-20' },
      { at: Date.parse('2026-12-20T09:00:00Z') },
    )
    const seen = seePayment('Plan', 10_000, { on: '2026-12-18' }, { at: Date.parse('2026-12-18T09:00:00Z') })
    given(file)
      .when(late('2026-11-19'), seen, late('2026-12-19'), bounced)
      .then(({ file: after }) => expect(planIn(after)).toMatchObject({ wakesOn: '2026-12-20' }))
    given(file)
      .when(late('2026-11-19'), seen, late('2026-12-19'), bounced, late('2026-12-20'))
      .then(({ file: after }) => expect(planIn(after).work).toMatchObject({ state: 'broken' }))
  })

  it('follow the rule when fewer late ones break it, or these are not late any more', () => {
    const withRule = (fields: Partial<typeof company.planRule>) => ({
      company: { ...company, planRule: { ...company.planRule, ...fields } },
    })
    const told = aClientFile({
      items,
      actions: [inCase],
      casework: [aPlan('plan', inCase, { toldLate: [idOf('first')] }, { wakesOn: '2026-12-19' })],
    })
    given(told, withRule({ brokenAfter: 1 }))
      .when(late('2026-11-22'))
      .then(({ file: after }) => expect(planIn(after).work.state).toBe('broken'))
    given(told, withRule({ graceDays: 20 }))
      .when(late('2026-11-22'))
      .thenNoop('alreadySo', {
        rows: [{ table: 'casework', row: { wakesOn: '2026-12-06', work: { toldLate: [] } } }],
      })
  })

  it('say nothing of what is paid meanwhile, and wake later', () => {
    given(file).when(seePayment('Plan', 10_000), late('2026-11-19')).thenNoop('alreadySo')
    const patient = { ...company, planRule: { ...company.planRule, graceDays: 10 } }
    given(file, { company: patient })
      .when(late('2026-11-19'))
      .thenNoop('alreadySo', {
        rows: [{ table: 'casework', row: { wakesOn: '2026-11-26' } }],
      })
  })

  it('break it when too many are late at once: the items go back to the scenario', () => {
    given(file)
      .when(late('2026-11-19'), late('2026-12-19'))
      .then(({ file: after, action, decided, caseOf }) => {
        expect(planIn(after)).toMatchObject({
          wakesOn: null,
          work: { state: 'broken', endedOn: '2026-12-19' },
        })
        expect(action('Plan')).toMatchObject({ closedOn: '2026-12-19', closedBy: 'rule' })
        expect(caseOf('F1')).toBeNull()
        expect(decided.map(({ entry }) => entry.kind)).toEqual([
          'instalment.late',
          'plan.broken',
          'action.closed',
        ])
      })
  })

  const onPlan = { statusId: 'status.plan', statusOn: '2026-11-01', statusBy: 'collector' }
  const asked = items.map((item) => ({ ...item, ...onPlan }))

  it('break it: its items have the status they had before it, and count in the scenario', () => {
    given({ ...file, items: asked })
      .when(late('2026-11-19'), late('2026-12-19'))
      .then(({ file: after, item }) => {
        expect(item('F1')).toMatchObject({ statusId: null, returnedOn: '2026-12-19' })
        expect(itemsInScenario(after, aCompany())).toHaveLength(3)
      })
  })

  it('or in litigation they have the status of a litigation; from there they go back to what they first had', () => {
    const rule = { ...company.planRule, brokenAfter: 1, brokenThen: 'litigation' as const }
    const world = { company: { ...company, planRule: rule } }
    given({ ...file, items: asked }, world)
      .when(late('2026-11-19'))
      .then(({ file: after, item, decided }) => {
        expect(item('F1')).toMatchObject({ statusId: 'status.litigation', statusBy: 'rule' })
        expect(itemsInScenario(after, aCompany())).toEqual([])
        expect(decided.map(({ entry, decision }) => [entry.kind, decision.type])).toEqual([
          ['instalment.late', 'applied'],
          ['plan.broken', 'applied'],
          ['action.opened', 'applied'],
          ['items.requalified', 'applied'],
          ['action.closed', 'applied'],
        ])
        const litigation = must(
          after.actions.find(({ kind }) => kind === 'litigation'),
          'it',
        )
        const done = { actionId: litigation.id, itemsBecome: 'asBefore' } as const
        given(after, world)
          .when(close('Plan', done, { at: NOW + 90 * 86_400_000 }))
          .then(({ item }) => expect(item('F1').statusId).toBeNull())
      })
  })

  it('or a litigation takes them over, with an owner who works here', () => {
    const strict = { ...company.planRule, brokenAfter: 1, brokenThen: 'litigation' as const }
    const people = [{ id: 'collector', role: 'collector' as const, active: false }]
    const world = { company: { ...aCompany({ people }), planRule: strict } }
    given({ ...file, client: { ...file.client, collectorId: null, salesId: 'sales' } }, world)
      .when(late('2026-11-19'))
      .then(({ file: after, action, caseOf }) => {
        const litigation = after.actions.find(({ kind }) => kind === 'litigation')
        expect(litigation).toMatchObject({
          name: 'Plan',
          dueOn: '2026-11-19',
          ownerId: 'sales',
          openedBy: 'rule',
        })
        expect(after.associations.filter((stay) => stay.actionId === litigation?.id)).toHaveLength(3)
        expect(action('Plan').closedOn).toBe('2026-11-19')
        expect(caseOf('F1')).toBe('Plan')
        expect(planIn(after).work.state).toBe('broken')
      })
  })

  it('are over with its case', () => {
    given(file).when(close('Plan'), late('2026-11-19')).thenNoop('alreadySo')
    given(file)
      .when({ ...late('2026-11-19'), by: 'collector' })
      .thenRefused('notAllowed')
  })

  it('bring back a case whose payment the books never had', () => {
    const missed = (on: string) =>
      dayMakes('payment.missed', { paymentId: idOf('payment of 10000'), actionId: idOf('Plan'), on })
    given(file)
      .when(seePayment('Plan', 10_000), missed('2026-12-03'))
      .then(({ file: after, action }) => {
        expect(action('Plan').dueOn).toBe('2026-12-03')
        expect(planIn(after).wakesOn).toBe('2026-12-03')
        expect(standing(after, '2026-12-03')).toMatchObject({ paidMinor: 0, pile: 'late' })
      })
    given(file).when(seePayment('Plan', 10_000), missed('2026-12-02')).thenNoop('alreadySo')
    given(file)
      .when(seePayment('Plan', 10_000), missed('2026-12-03'), missed('2026-12-04'))
      .thenNoop('alreadySo')
  })

  it('are asked row by row', () => {
    expect(dayBrings(plan, '2026-11-19')).toEqual({
      kind: 'instalment.late',
      data: { planId: plan.id, actionId: plan.actionId, on: '2026-11-19' },
    })
    expect(dayBrings(aPayment('p', inCase), '2026-11-19')?.kind).toBe('payment.missed')
  })
})

describe('order of arrival', () => {
  it('of payments of other days does not show', () => {
    const all = [
      seePayment('Plan', 4_000, { on: '2026-11-16' }),
      seePayment('Plan', 10_000, { on: '2026-11-17' }, later),
      seePayment('Plan', 6_000, { on: '2026-11-18' }, { at: NOW + 120_000 }),
      comment('Plan', 'three in all', later),
    ] as const
    const [a, b, c, d] = all
    const seen = (after: ClientFile) => standing(after).instalments.map(({ paidMinor }) => paidMinor)
    given(file)
      .when(a, b, c, d)
      .then(({ file: one }) =>
        given(file)
          .when(c, a, b, d)
          .then(({ file: other }) => expect(seen(other)).toEqual(seen(one))),
      )
  })
})
