import { describe, expect, it } from 'vitest'
import { must } from '../../base/must.ts'
import { findWork } from '../../casework/casework.ts'
import type { ClientFile } from '../../clients/client-file.ts'
import { creditNotesFor } from '../../credit-notes/matching.ts'
import {
  DISPUTED,
  NOW,
  aClientFile,
  aCreditNote,
  aFollowUp,
  aPaidInvoice,
  anInvoice,
  idOf,
} from '../../testing/a-client-file.ts'
import { aRowOf, books, close } from '../../testing/entries.ts'
import { given as givenIn } from '../../testing/given.ts'
import {
  NADIA,
  aCompanyWithDepartments,
  aLevel,
  aQuestion,
  aRequest,
  answer,
  ask,
  changeCredit,
  creditedItems,
  matchCredit,
  requestCredit,
  withdrawCredit,
  withdrawQuestion,
} from '../../testing/work-entries.ts'
import { askedNow } from '../../validations/asked-now.ts'
import { validationOfRequest } from './credit-note-requested.ts'

const company = aCompanyWithDepartments()
const disputed = anInvoice('F1', { ...DISPUTED, balanceMinor: 124_000, disputedMinor: 31_000 })
const whole = anInvoice('F2', { ...DISPUTED, balanceMinor: 50_000 })
const foreign = anInvoice('F3', { currency: 'USD' })
const outside = anInvoice('F4')
const paid = aPaidInvoice('F5')
const credit = aCreditNote('A1')
const pallet = aFollowUp('Pallet 7', {}, [disputed, whole, foreign, paid, credit])
const file = aClientFile({
  items: [disputed, whole, foreign, outside, paid, credit],
  actions: [pallet],
})
const given = (one: ClientFile) => givenIn(one, { company })
const request = (one: ClientFile) => must(findWork(one, 'creditNote', idOf('credit')), 'the request').work
const validationId = validationOfRequest(idOf('credit'))
const validation = (one: ClientFile) => must(findWork(one, 'validation', validationId), 'its validation').work
const seen = (amounts: Record<string, number>, question = 'Old prices') => ({
  validationId,
  asked: {
    question,
    amountMinor: Object.values(amounts).reduce((sum, minor) => sum + minor, 0),
    currency: 'EUR',
    items: creditedItems(amounts),
    revision: null,
  },
})
const later = { at: NOW + 60_000 }
const with_ = (...casework: ClientFile['casework'][number][]) => ({ ...file, casework })
const toBeIssued = (amounts: Record<string, number>, name = 'credit', more = {}) =>
  aRequest(name, pallet, amounts, { state: 'toBeIssued', ...more })

describe('approving a credit note', () => {
  const amounts = { F1: 31_000, F2: 20_000 }
  const requested = requestCredit('credit', 'Pallet 7', amounts)
  const approval = answer('it', 'Pallet 7', seen(amounts), later)
  const dueNow = (number: string, fields: object) =>
    books([aRowOf(number, { amountMinor: 124_000, ...fields })], {}, { at: NOW + 30_000 })

  it('of what was paid meanwhile is refused, with what is left; to refuse it or to ask back is possible', () => {
    given(file)
      .when(requested, dueNow('F1', { balanceMinor: 30_999 }), approval)
      .thenRefused('changedSince', {
        fields: [{ field: `items.${idOf('F1')}`, before: 31_000, after: 30_999 }],
      })
    given(file)
      .when(requested, dueNow('F1', { balanceMinor: 0, closedOn: '2026-11-22' }), approval)
      .thenRefused('changedSince', { fields: [{ field: `items.${idOf('F1')}`, before: 31_000, after: 0 }] })
    for (const word of ['refused', 'askedBack'] as const)
      given(file)
        .when(
          requested,
          dueNow('F1', { balanceMinor: 0, closedOn: '2026-11-22' }),
          answer('it', 'Pallet 7', { ...seen(amounts), answer: word, comment: 'It was paid' }, later),
        )
        .then(({ file }) => expect(validation(file).state).toBe(word))
  })

  it('of what is left to the cent goes through', () => {
    given(file)
      .when(requested, dueNow('F1', { balanceMinor: 31_000 }), approval)
      .then(({ file }) => expect(request(file).state).toBe('toBeIssued'))
  })
})

describe('asking for a credit note', () => {
  it('opens its validation, in levels by the amount', () => {
    given(file)
      .when(requestCredit('credit', 'Pallet 7', { F1: 31_000, F2: 20_000 }))
      .then(({ file, applied }) => {
        expect(request(file)).toMatchObject({ state: 'inValidation', validationId, by: 'collector' })
        expect(validation(file)).toMatchObject({
          state: 'open',
          amountMinor: 51_000,
          currency: 'EUR',
          dueOn: '2026-11-25',
          aboutId: idOf('credit'),
        })
        expect(validation(file).levels).toHaveLength(1)
        expect(applied.story.details).toMatchObject({ amountMinor: 51_000, currency: 'EUR' })
      })
    given(file)
      .when(requestCredit('credit', 'Pallet 7', { F1: 124_000 }))
      .then(({ file }) => expect(validation(file).levels).toHaveLength(2))
  })

  it.each([
    ['nothing', {}, 'data.items', 'nothing'],
    ['an amount over the balance', { F1: 31_000, F2: 50_001 }, 'data.items.1.amountMinor', 'overBalance'],
    ['a negative amount', { F1: -1 }, 'data.items.0.amountMinor', 'notPositive'],
    ['an item of another currency', { F1: 1, F3: 1 }, 'data.items.1.itemId', 'otherCurrency'],
    ['an item outside the case', { F4: 1 }, 'data.items.0.itemId', 'notInCase'],
    ['a paid item', { F5: 1 }, 'data.items.0.itemId', 'settled'],
    ['a credit note', { A1: 1 }, 'data.items.0.itemId', 'notDebit'],
  ])('is refused at the field for %s', (_, amounts, field, detail) => {
    given(file)
      .when(requestCredit('credit', 'Pallet 7', { ...amounts }))
      .thenRefused('invalid', { field, detail })
  })

  it('counts what other requests ask for of an item', () => {
    given(with_(toBeIssued({ F2: 30_000 }, 'another')))
      .when(requestCredit('credit', 'Pallet 7', { F2: 20_001 }))
      .thenRefused('invalid', { field: 'data.items.0.amountMinor' })
    given(with_(toBeIssued({ F2: 30_000 }, 'another', { state: 'refused' })))
      .when(requestCredit('credit', 'Pallet 7', { F2: 50_000 }))
      .then(({ file }) => expect(request(file).state).toBe('inValidation'))
  })

  it('is refused with a reason that is none', () => {
    given(file)
      .when(requestCredit('credit', 'Pallet 7', { F1: 1 }, { reasonId: 'reason.none' }))
      .thenRefused('settingUnknown', { field: 'reasonId' })
  })
})

describe('what a validation makes of a request', () => {
  const asked = requestCredit('credit', 'Pallet 7', { F1: 31_000 })

  it('is to be issued when the last level approved, else refused', () => {
    given(file)
      .when(asked, answer('credit', 'Pallet 7', seen({ F1: 31_000 })))
      .then(({ file }) => expect(request(file)).toMatchObject({ state: 'toBeIssued', endedOn: null }))
    given(file)
      .when(
        asked,
        answer('credit', 'Pallet 7', { ...seen({ F1: 31_000 }), answer: 'refused', comment: 'No' }),
      )
      .then(({ file }) => expect(request(file)).toMatchObject({ state: 'refused', endedOn: '2026-11-22' }))
  })

  it('waits for every level', () => {
    given(file)
      .when(
        requestCredit('credit', 'Pallet 7', { F1: 124_000 }),
        answer('credit', 'Pallet 7', seen({ F1: 124_000 })),
      )
      .then(({ file }) => {
        expect(validation(file)).toMatchObject({ state: 'open', level: 1 })
        expect(request(file).state).toBe('inValidation')
      })
  })

  it('is refused with the difference when other amounts are asked for meanwhile, and all levels are asked anew', () => {
    const changed = changeCredit('credit', 'Pallet 7', { F1: 31_000 }, { F1: 30_000, F2: 80_00 }, later)
    given(file)
      .when(asked, changed, answer('credit', 'Pallet 7', seen({ F1: 31_000 })))
      .thenRefused('changedSince', {
        fields: [
          { field: 'amountMinor', before: 31_000, after: 38_000 },
          { field: `items.${idOf('F1')}`, before: 31_000, after: 30_000 },
          { field: `items.${idOf('F2')}`, before: null, after: 8_000 },
        ],
      })
    given(file)
      .when(
        requestCredit('credit', 'Pallet 7', { F1: 124_000 }),
        answer('credit', 'Pallet 7', seen({ F1: 124_000 })),
        changeCredit('credit', 'Pallet 7', { F1: 124_000 }, { F1: 31_000 }, later),
      )
      .then(({ file }) => {
        expect(validation(file)).toMatchObject({ level: 0, amountMinor: 31_000 })
        expect(validation(file).levels).toHaveLength(1)
        expect(askedNow(validation(file), file)).toEqual(seen({ F1: 31_000 }).asked)
      })
  })
})

describe('changing a request', () => {
  it('is for who saw what it asks, before it is approved, and within the balance', () => {
    const one = with_(aRequest('credit', pallet, { F1: 31_000 }))
    given(one)
      .when(changeCredit('credit', 'Pallet 7', { F1: 5 }, { F1: 6 }))
      .thenRefused('changedSince', { fields: [{ field: `items.${idOf('F1')}`, before: 5, after: 31_000 }] })
    given(one)
      .when(changeCredit('credit', 'Pallet 7', { F1: 31_000 }, { F1: 124_001 }))
      .thenRefused('invalid', { field: 'data.items.0.amountMinor' })
    given(one)
      .when(changeCredit('credit', 'Pallet 7', {}, { F1: 31_000 }))
      .thenNoop('alreadySo')
    given(with_(toBeIssued({ F1: 31_000 })))
      .when(changeCredit('credit', 'Pallet 7', { F1: 31_000 }, { F1: 1 }))
      .thenRefused('alreadyDecided')
  })
})

describe('taking a request back', () => {
  it('ends its validation too', () => {
    given(file)
      .when(requestCredit('credit', 'Pallet 7', { F1: 31_000 }), withdrawCredit('credit', 'Pallet 7'))
      .then(({ file }) =>
        expect([request(file).state, validation(file).state]).toEqual(['withdrawn', 'withdrawn']),
      )
  })

  it('leaves a draft where only the question is withdrawn, to be asked anew by its amount', () => {
    const question = aQuestion('later', pallet, { aboutId: idOf('credit'), levels: [aLevel([NADIA])] })
    const one = with_(
      aRequest('credit', pallet, { F1: 124_000 }, { state: 'inValidation', validationId: idOf('later') }),
      question,
    )
    const anew = ask('again', 'Pallet 7', { aboutId: idOf('credit'), levels: [] })
    given(one)
      .when(withdrawQuestion('later', 'Pallet 7'), anew)
      .then(({ file }) => {
        expect(request(file)).toMatchObject({ state: 'inValidation', validationId: idOf('again') })
        expect(findWork(file, 'validation', idOf('again'))?.work).toMatchObject({
          amountMinor: 124_000,
          currency: 'EUR',
        })
      })
    given(one).when(anew).thenRefused('alreadyDecided')
    given(one)
      .when(withdrawQuestion('later', 'Pallet 7'), ask('again', 'Pallet 7', { aboutId: idOf('credit') }))
      .thenRefused('invalid', { field: 'data.levels' })
  })

  it('comes with the close of its case, unless accounting is to issue it', () => {
    given(with_(aRequest('credit', pallet, { F1: 1 })))
      .when(close('Pallet 7'))
      .then(({ file }) => expect(request(file).state).toBe('withdrawn'))
    given(with_(toBeIssued({ F1: 1 })))
      .when(close('Pallet 7'))
      .then(({ file }) => expect(request(file).state).toBe('toBeIssued'))
  })
})

describe('a credit note of the books', () => {
  const arrives = (amountMinor: number, fields = {}) =>
    aRowOf('A9', { kind: 'creditNote', amountMinor, balanceMinor: amountMinor, ...fields })

  it('of the amount answers the request, and what is in dispute falls by it', () => {
    given(with_(toBeIssued({ F1: 31_000, F2: 20_000 })))
      .when(books([arrives(-51_000)]))
      .then(({ file, item, decided }) => {
        expect(decided.map(({ entry }) => entry.kind)).toEqual(['items.imported', 'creditNote.matched'])
        expect(request(file)).toMatchObject({
          state: 'issued',
          creditItemId: idOf('A9'),
          endedOn: '2026-11-22',
        })
        expect([item('F1').disputedMinor, item('F2').disputedMinor]).toEqual([0, 30_000])
        expect(item('F1').statusId).toBe('status.dispute')
      })
  })

  it('that the same books have netted already is not taken off twice', () => {
    const netted = aRowOf('F2', { amountMinor: 50_000, balanceMinor: 30_000 })
    given(with_(toBeIssued({ F2: 20_000 })))
      .when(books([arrives(-20_000, { balanceMinor: 0, closedOn: '2026-11-22' }), netted]))
      .then(({ item }) => expect(item('F2')).toMatchObject({ balanceMinor: 30_000, disputedMinor: 30_000 }))
  })

  it('answers the oldest request of its amount, and no request of another amount or currency', () => {
    const requests = [
      toBeIssued({ F1: 31_000 }, 'young', { madeOn: '2026-11-20' }),
      toBeIssued({ F1: 31_000 }, 'credit', { madeOn: '2026-11-12' }),
    ]
    given(with_(...requests))
      .when(books([arrives(-31_000)]))
      .then(({ file }) => {
        expect(request(file).state).toBe('issued')
        expect(findWork(file, 'creditNote', idOf('young'))?.work.state).toBe('toBeIssued')
      })
    for (const row of [
      arrives(-31_001),
      arrives(-31_000, { currency: 'USD' }),
      arrives(-31_000, { kind: 'payment' }),
    ])
      given(with_(...requests))
        .when(books([row]))
        .then(({ file }) => expect(request(file).state).toBe('toBeIssued'))
  })

  it('answers once: what was there before, or answers another request, does not', () => {
    given(with_(toBeIssued({ F1: 5_000 })))
      .when(books([aRowOf('A1', { kind: 'creditNote', amountMinor: -5_000, balanceMinor: -4_000 })]))
      .then(({ file }) => expect(request(file).state).toBe('toBeIssued'))
    given(with_(toBeIssued({ F1: 5_000 })))
      .when(books([arrives(-5_000)]), books([arrives(-5_000)], {}, later))
      .thenNoop('alreadySo')
  })

  it('that is taken back leaves the request to be issued again, and so much in dispute; another may answer it at once', () => {
    const none = arrives(0, { balanceMinor: 0, closedOn: '2026-11-22' })
    given(with_(toBeIssued({ F1: 31_000 })))
      .when(books([arrives(-31_000)]), books([none], {}, later))
      .then(({ file, item, decided }) => {
        expect(request(file)).toMatchObject({ state: 'toBeIssued', creditItemId: null, endedOn: null })
        expect(item('F1').disputedMinor).toBe(31_000)
        expect(decided.map(({ entry, decision }) => [entry.kind, decision.type])).toEqual([
          ['items.imported', 'applied'],
          ['creditNote.matched', 'applied'],
        ])
      })
    const other = { ...arrives(-31_000), id: idOf('A10'), number: 'A10' }
    given(with_(toBeIssued({ F1: 31_000 })))
      .when(books([arrives(-31_000)]), books([none, other], {}, later))
      .then(({ file, item }) => {
        expect(request(file)).toMatchObject({ state: 'issued', creditItemId: idOf('A10') })
        expect(item('F1').disputedMinor).toBe(0)
      })
    given(with_(toBeIssued({ F1: 31_000 })))
      .when(
        books([arrives(-31_000)]),
        books([arrives(-31_000, { balanceMinor: 0, closedOn: '2026-11-22' })], {}, later),
      )
      .then(({ file }) => expect(request(file).state).toBe('issued'))
    const byHand = matchCredit('credit', 'Pallet 7', 'A1')
    given(with_(toBeIssued({ F1: 31_000 })))
      .when({ ...byHand, data: { ...Object(byHand.data), undone: true } })
      .thenRefused('notAllowed')
  })

  it('of another amount is matched by hand, and offered for it', () => {
    const one = with_(toBeIssued({ F1: 31_000 }))
    expect(
      creditNotesFor(must(findWork(one, 'creditNote', idOf('credit')), 'it'), one).map(
        ({ number }) => number,
      ),
    ).toEqual(['A1'])
    given(one)
      .when(matchCredit('credit', 'Pallet 7', 'A1'))
      .then(({ file, item }) => {
        expect(request(file)).toMatchObject({ state: 'issued', creditItemId: idOf('A1') })
        expect(item('F1').disputedMinor).toBe(0)
      })
    given(one)
      .when(matchCredit('credit', 'Pallet 7', 'F4'))
      .thenRefused('invalid', { field: 'data.itemId' })
    given(one)
      .when(matchCredit('credit', 'Pallet 7', 'A1'), matchCredit('credit', 'Pallet 7', 'A1', later))
      .thenNoop('alreadySo')
    given(with_(aRequest('credit', pallet, { F1: 1 })))
      .when(matchCredit('credit', 'Pallet 7', 'A1'))
      .thenRefused('alreadyDecided')
  })
})
