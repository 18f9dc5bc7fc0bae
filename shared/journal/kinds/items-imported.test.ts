import { describe, expect, it } from 'vitest'
import {
  DISPUTED,
  NOW,
  TODAY,
  aClientFile,
  aContact,
  aFollowUp,
  aPaidInvoice,
  anInvoice,
} from '../../testing/a-client-file.ts'
import { aRowOf, books, requalify } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'

const disputedInBooks = { sourceStatus: 'Yes', statusId: 'status.dispute' }
const later = { at: NOW + 60_000 }

describe('what the books say', () => {
  it('makes items with the status the mapping gives, a reason included', () => {
    given(aClientFile())
      .when(books([aRowOf('F1', disputedInBooks), aRowOf('F2')]))
      .then(({ item }) => {
        expect(item('F1')).toMatchObject({
          statusId: 'status.dispute',
          statusBy: 'accounting',
          statusOn: TODAY,
          reasonId: 'reason.notKnown',
          source: 'erp',
        })
        expect(item('F2').statusId).toBeNull()
      })
  })

  it('twice changes nothing', () => {
    const rows = [aRowOf('F1', disputedInBooks), aRowOf('F2')]
    given(aClientFile())
      .when(books(rows), books(rows, {}, later))
      .thenNoop('alreadySo')
  })

  it('fills the fields of the company’s own it has read, leaves the others and takes away what is empty', () => {
    const first = books([aRowOf('F1', { fields: { 'Cost centre': '42', Project: 'X' } })], {
      client: { fields: { Region: 'Nord' } },
    })
    const next = books(
      [aRowOf('F1', { fields: { 'Cost centre': '', Depot: 'Lyon' } })],
      { client: { fields: { Sector: 'Food' } } },
      later,
    )
    given(aClientFile())
      .when(first, next)
      .then(({ item, file }) => {
        expect(item('F1').fields).toEqual({ Project: 'X', Depot: 'Lyon' })
        expect(file.client.fields).toEqual({ Region: 'Nord', Sector: 'Food' })
      })
    const same = books([aRowOf('F1', { fields: { Project: 'X', Depot: '' } })], {}, later)
    given(aClientFile()).when(first, same).thenNoop('alreadySo')
  })

  it('changes amounts and dates, and a part payment keeps status and case', () => {
    const item = anInvoice('F1', DISPUTED)
    given(aClientFile({ items: [item], actions: [aFollowUp('Pallet 7', {}, [item])] }))
      .when(books([aRowOf('F1', { balanceMinor: 3_000, dueOn: '2026-10-15' })]))
      .then(({ item: after, caseOf }) => {
        expect(after('F1')).toMatchObject({ balanceMinor: 3_000, dueOn: '2026-10-15', ...DISPUTED })
        expect(caseOf('F1')).toBe('Pallet 7')
      })
  })

  it('sets a status only when the source’s own value changed: people’s work stands', () => {
    const rows = [aRowOf('F1', disputedInBooks)]
    const byHand = requalify(['F1'], { statusId: 'status.promise' }, later)
    given(aClientFile())
      .when(books(rows), byHand, books([aRowOf('F1', { ...disputedInBooks, balanceMinor: 9_000 })]))
      .then(({ item }) => expect(item('F1').statusId).toBe('status.promise'))
    given(aClientFile())
      .when(
        books(rows),
        byHand,
        books(
          [aRowOf('F1', { sourceStatus: 'Court', statusId: 'status.litigation' })],
          {},
          { at: NOW + 120_000 },
        ),
      )
      .then(({ item }) => expect(item('F1').statusId).toBe('status.litigation'))
  })

  it('takes back a status of its own when the source no longer says it, and nobody else’s', () => {
    const rows = [aRowOf('F1', disputedInBooks)]
    const noMore = books([aRowOf('F1', { sourceStatus: 'No' })], {}, { at: NOW + 120_000 })
    given(aClientFile())
      .when(books(rows), noMore)
      .then(({ item }) => expect(item('F1')).toMatchObject({ statusId: null, reasonId: null }))
    given(aClientFile())
      .when(books(rows), requalify(['F1'], { statusId: 'status.promise' }, later), noMore)
      .then(({ item }) => expect(item('F1').statusId).toBe('status.promise'))
  })

  it('that an item is paid, or no longer has it, closes the item and takes it out of its case', () => {
    const one = anInvoice('F1', DISPUTED)
    const two = anInvoice('F2', DISPUTED)
    const file = aClientFile({ items: [one, two], actions: [aFollowUp('Pallet 7', {}, [one, two])] })
    given(file)
      .when(books([aRowOf('F1', { balanceMinor: 0, closedOn: '2026-11-20' })], { absent: ['F2'] }))
      .then(({ item, caseOf, decided, action, file: left }) => {
        expect(item('F1')).toMatchObject({ closedOn: '2026-11-20', statusId: 'status.dispute' })
        expect(item('F2')).toMatchObject({ closedOn: TODAY, balanceMinor: 0 })
        expect([caseOf('F1'), caseOf('F2')]).toEqual([null, null])
        expect(left.associations.map(({ leftBecause }) => leftBecause)).toEqual(['settled', 'settled'])
        expect(decided.map(({ entry }) => [entry.kind, entry.by])).toEqual([
          ['items.imported', 'accounting'],
          ['items.disassociated', 'rule'],
        ])
        expect(action('Pallet 7').closedOn).toBeNull()
      })
  })

  it('that a dispute is resolved takes the item out of its case, as if a person had said so', () => {
    const item = anInvoice('F1', { ...DISPUTED, sourceStatus: 'Yes' })
    given(aClientFile({ items: [item], actions: [aFollowUp('Pallet 7', {}, [item])] }))
      .when(books([aRowOf('F1', { sourceStatus: 'Solved', statusId: 'status.disputeResolved' })]))
      .then(({ item: after, caseOf }) => {
        expect(caseOf('F1')).toBeNull()
        expect(after('F1')).toMatchObject({ statusId: 'status.disputeResolved', returnedOn: TODAY })
      })
  })

  it('opens again an item that had been closed', () => {
    given(aClientFile({ items: [aPaidInvoice('F1', DISPUTED)] }))
      .when(books([aRowOf('F1')]))
      .then(({ item }) =>
        expect(item('F1')).toMatchObject({
          closedOn: null,
          balanceMinor: 10_000,
          statusId: 'status.dispute',
        }),
      )
  })

  it('names a collector only when the source’s own value changed: one chosen by hand stays', () => {
    const named = { client: { sourceCollector: 'AF', collectorId: 'creditManager' } }
    const file = aClientFile({ client: { collectorId: 'collector', sourceCollector: 'AF' } })
    given(file)
      .when(books([aRowOf('F1')], named))
      .then(({ file: after }) => expect(after.client.collectorId).toBe('collector'))
    given(aClientFile({ client: { collectorId: 'collector', sourceCollector: 'TB' } }))
      .when(books([aRowOf('F1')], named))
      .then(({ file: after }) => expect(after.client.collectorId).toBe('creditManager'))
    given(file)
      .when(books([aRowOf('F1')]))
      .then(({ file: after }) =>
        expect(after.client).toMatchObject({ collectorId: 'collector', sourceCollector: 'AF' }),
      )
  })

  it('brings a contact only where there is none', () => {
    const card = { client: { email: 'pay@mueller.example' } }
    given(aClientFile())
      .when(books([], card))
      .then(({ file }) => expect(file.contacts).toMatchObject([{ email: 'pay@mueller.example' }]))
    given(aClientFile({ contacts: [aContact('Frau Berg')] }))
      .when(books([aRowOf('F1')], card))
      .then(({ file }) => expect(file.contacts).toHaveLength(1))
  })
})
