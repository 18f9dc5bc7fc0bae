import { describe, expect, it } from 'vitest'
import { must } from '../../base/must.ts'
import { findWork } from '../../casework/casework.ts'
import { dayBrings } from '../../casework/day-brings.ts'
import type { ClientFile } from '../../clients/client-file.ts'
import { NOW, TODAY, aClientFile, aFollowUp, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { aPromise } from '../../testing/a-plan.ts'
import { aRowOf, anEntry, books, close } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import { dayMakes, promise, seePayment } from '../../testing/plan-entries.ts'

const PROMISED = { statusId: 'status.promise', statusOn: TODAY, statusBy: 'collector' }
const items = [anInvoice('F1', PROMISED), anInvoice('F2', PROMISED)]
const check = aFollowUp('They pay', { type: 'promiseCheck', kind: null, reasonId: null }, items)
const file = aClientFile({ items, actions: [check] })
const later = { at: NOW + 60_000 }

const promiseIn = (after: ClientFile, name = 'promise') => must(findWork(after, 'promise', idOf(name)), name)
const paid = (number: string, balanceMinor = 0) =>
  aRowOf(number, { balanceMinor, closedOn: balanceMinor === 0 ? TODAY : null })

describe('a promise to pay', () => {
  it('brings its action back on the promised day', () => {
    given(file)
      .when(promise('They pay'))
      .then(({ file: after, action }) => {
        expect(promiseIn(after)).toMatchObject({
          wakesOn: '2026-11-28',
          work: { state: 'open', paidMinor: 0 },
        })
        expect(action('They pay').dueOn).toBe('2026-11-25')
      })
  })

  it('is of what is owed, from today on, in its currency', () => {
    const refused = (fields: Parameters<typeof promise>[1]) => given(file).when(promise('They pay', fields))
    refused({ amountMinor: 20_001 }).thenRefused('amiss', {
      field: 'data.amountMinor',
      problem: 'overBalance',
      byMinor: -1,
    })
    refused({ promisedOn: '2026-11-21' }).thenRefused('amiss', { field: 'data.promisedOn', problem: 'past' })
    refused({ currency: 'USD' }).thenRefused('amiss', { field: 'data.currency', problem: 'otherCurrency' })
    refused({ amountMinor: 0 }).thenRefused('amiss', { problem: 'notPositive' })
    given(file)
      .when(close('They pay'), promise('They pay', {}, later))
      .thenRefused('closed')
  })

  it('for a client as a whole is of all that is open there', () => {
    const whole = aFollowUp('Whole', { type: 'promiseCheck', kind: null })
    given(aClientFile({ items, actions: [whole] }))
      .when(promise('Whole', { amountMinor: 20_000 }))
      .then(({ action }) => expect(action('Whole').dueOn).toBe('2026-11-25'))
    given(aClientFile({ actions: [whole] }), { holds: 'case' })
      .when(promise('Whole'))
      .thenUnknown()
  })

  it('is replaced by one made later, whichever arrives first', () => {
    const second = promise(
      'They pay',
      { promiseId: idOf('second'), promisedOn: '2026-12-05', on: '2026-11-23' },
      { at: NOW + 86_400_000 },
    )
    for (const order of [[promise('They pay'), second] as const, [second, promise('They pay')] as const])
      given(file)
        .when(...order)
        .then(({ file: after, action }) => {
          expect(promiseIn(after).work.state).toBe('replaced')
          expect(promiseIn(after, 'second').work.state).toBe('open')
          expect(action('They pay').dueOn).toBe('2026-12-05')
        })
  })

  it('is kept by the books and closes its action; what is still open is as before', () => {
    given(file)
      .when(promise('They pay'), books([paid('F1')], {}, later))
      .then(({ file: after, action, item, decided }) => {
        expect(promiseIn(after)).toMatchObject({ wakesOn: null, work: { state: 'kept', paidMinor: 10_000 } })
        expect(action('They pay')).toMatchObject({ closedOn: TODAY, closedBy: 'rule' })
        expect(item('F2')).toMatchObject({ statusId: null, returnedOn: TODAY })
        expect(decided.map(({ entry }) => entry.kind)).toEqual([
          'items.imported',
          'payment.booked',
          'promise.kept',
          'action.closed',
          'items.disassociated',
        ])
      })
  })

  it('paid in part stays open and remembers it; one cent short is not kept', () => {
    given(file)
      .when(promise('They pay'), books([paid('F1', 1)], {}, later))
      .then(({ file: after, action, caseOf }) => {
        expect(promiseIn(after).work).toMatchObject({ state: 'open', paidMinor: 9_999 })
        expect([action('They pay').closedOn, caseOf('F1')]).toEqual([null, 'They pay'])
      })
    given(file)
      .when(
        promise('They pay'),
        books([paid('F1', 1)], {}, later),
        books([paid('F1')], {}, { at: NOW + 120_000 }),
      )
      .then(({ file: after }) => expect(promiseIn(after).work.state).toBe('kept'))
  })

  it('counts what is taken back no more', () => {
    given(file)
      .when(
        promise('They pay', { amountMinor: 20_000 }),
        books([paid('F1')], {}, later),
        books([aRowOf('F1')], {}, { at: NOW + 120_000 }),
      )
      .then(({ file: after }) => expect(promiseIn(after).work).toMatchObject({ state: 'open', paidMinor: 0 }))
  })

  it('kept is open again when its payment is taken back, and its action with it; broken where its day is over', () => {
    const bounced = (asOf: string) => books([aRowOf('F1')], { asOf }, { at: NOW + 120_000 })
    given(file)
      .when(promise('They pay'), books([paid('F1')], {}, later), bounced('2026-11-24'))
      .then(({ file: after, action, caseOf, item }) => {
        expect(promiseIn(after)).toMatchObject({
          wakesOn: '2026-11-28',
          work: { state: 'open', paidMinor: 0, endedOn: null },
        })
        expect(action('They pay')).toMatchObject({ closedOn: null, dueOn: '2026-11-24' })
        expect([caseOf('F1'), item('F1').statusId]).toEqual(['They pay', 'status.promise'])
      })
    given(file)
      .when(promise('They pay'), books([paid('F1')], {}, later), bounced('2026-12-24'))
      .then(({ file: after }) => expect(promiseIn(after).wakesOn).toBe('2026-12-24'))
    given(file)
      .when(
        promise('They pay', { amountMinor: 8_000 }),
        books([paid('F1')], {}, later),
        books([aRowOf('F1', { balanceMinor: 2_000 })], {}, { at: NOW + 120_000 }),
      )
      .then(({ file: after }) =>
        expect(promiseIn(after).work).toMatchObject({ state: 'kept', paidMinor: 8_000 }),
      )
  })

  it('over what is promised is kept; of two on one item the later stands; of today it may be', () => {
    given(file)
      .when(promise('They pay', { amountMinor: 9_000 }), books([paid('F1')], {}, later))
      .then(({ file: after }) =>
        expect(promiseIn(after).work).toMatchObject({ state: 'kept', paidMinor: 10_000 }),
      )
    given(file)
      .when(promise('They pay', { promisedOn: TODAY }))
      .then(({ file: after }) => expect(promiseIn(after).wakesOn).toBe('2026-11-25'))
    const inDollars = anInvoice('F3', { currency: 'USD' })
    const both = aFollowUp('They pay', { type: 'promiseCheck', kind: null }, [...items, inDollars])
    given(aClientFile({ items: [...items, inDollars], actions: [both] }))
      .when(promise('They pay', { currency: 'USD' }), books([paid('F1')], {}, later))
      .then(({ file: after }) => expect(promiseIn(after).work).toMatchObject({ state: 'open', paidMinor: 0 }))
    given(aClientFile({ items: [...items, inDollars], actions: [both] }))
      .when(
        promise('They pay', { currency: 'USD' }),
        books([aRowOf('F3', { currency: 'USD', balanceMinor: 0, closedOn: TODAY })], {}, later),
      )
      .then(({ file: after }) => expect(promiseIn(after).work.state).toBe('kept'))
  })

  it('that was broken stays so when the money comes after all, and its check is over', () => {
    const broken = dayMakes('promise.broken', {
      promiseId: idOf('promise'),
      actionId: idOf('They pay'),
      on: '2026-11-28',
    })
    given(file)
      .when(
        promise('They pay', { amountMinor: 20_000 }),
        broken,
        books([paid('F1'), paid('F2')], { asOf: '2026-12-01' }, { at: NOW + 9 * 86_400_000 }),
      )
      .then(({ file: after, action }) => {
        expect(promiseIn(after).work).toMatchObject({ state: 'broken', paidMinor: 0 })
        expect(action('They pay')).toMatchObject({ closedOn: '2026-12-01', closedBy: 'rule' })
      })
  })

  it('kept in a case that goes on leaves that open', () => {
    const dispute = aFollowUp('Pallet', {}, items)
    given(aClientFile({ items, actions: [dispute] }))
      .when(promise('Pallet'), books([paid('F1')], {}, later))
      .then(({ file: after, action }) => {
        expect(promiseIn(after).work.state).toBe('kept')
        expect(action('Pallet').closedOn).toBeNull()
      })
  })

  it('is withdrawn, and over with its action', () => {
    const withdraw = anEntry('promise.withdrawn', {
      promiseId: idOf('promise'),
      actionId: idOf('They pay'),
      comment: null,
      on: TODAY,
    })
    given(file)
      .when(promise('They pay'), withdraw)
      .then(({ file: after }) =>
        expect(promiseIn(after)).toMatchObject({ wakesOn: null, work: { state: 'withdrawn' } }),
      )
    given(file)
      .when(promise('They pay'), withdraw, { ...withdraw, id: idOf('again') })
      .thenNoop('alreadySo')
    given(file)
      .when(promise('They pay'), close('They pay', {}, later))
      .then(({ file: after }) => expect(promiseIn(after).work.state).toBe('withdrawn'))
    given(aClientFile({ items, actions: [check], casework: [aPromise('promise', check, { state: 'kept' })] }))
      .when(withdraw)
      .thenRefused('notPossible', { what: 'promise', state: 'kept' })
  })
})

describe('the day of a promise', () => {
  const broken = (on: string) =>
    dayMakes('promise.broken', { promiseId: idOf('promise'), actionId: idOf('They pay'), on })

  it('and its grace days over, it is broken and back in the agenda', () => {
    given(file)
      .when(promise('They pay'), broken('2026-11-28'))
      .then(({ file: after, action, applied }) => {
        expect(promiseIn(after)).toMatchObject({
          wakesOn: null,
          work: { state: 'broken', endedOn: '2026-11-28' },
        })
        expect(action('They pay')).toMatchObject({ dueOn: '2026-11-28', closedOn: null })
        expect(applied.story.details).toMatchObject({ amountMinor: 10_000, paidMinor: 0 })
      })
    given(file).when(promise('They pay'), broken('2026-11-28'), broken('2026-11-29')).thenNoop('alreadySo')
  })

  it('is not over before, nor while a payment that was seen covers it', () => {
    given(file).when(promise('They pay'), broken('2026-11-27')).thenNoop('alreadySo')
    given(file)
      .when(promise('They pay'), seePayment('They pay', 10_000, { on: '2026-11-25' }), broken('2026-11-28'))
      .thenNoop('alreadySo', { rows: [{ table: 'casework', row: { wakesOn: '2026-12-06' } }] })
    given(file)
      .when(promise('They pay'), seePayment('They pay', 10_000, { on: '2026-11-25' }), broken('2026-12-06'))
      .then(({ file: after }) => expect(promiseIn(after).work.state).toBe('broken'))
  })

  it('is asked of the calendar', () => {
    expect(dayBrings(aPromise('promise', check), '2026-11-28')).toEqual({
      kind: 'promise.broken',
      data: { promiseId: idOf('promise'), actionId: idOf('They pay'), on: '2026-11-28' },
    })
  })
})
