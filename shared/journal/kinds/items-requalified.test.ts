import { describe, it, expect } from 'vitest'
import {
  aCompany,
  DISPUTED,
  TODAY,
  aClientFile,
  aCreditNote,
  aFollowUp,
  aPaidInvoice,
  anInvoice,
  idOf,
} from '../../testing/a-client-file.ts'
import { anOpening, disassociate, requalify } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import { itemsInScenario } from '../../dunning/exclusion.ts'

const twoInvoices = () => aClientFile({ items: [anInvoice('F1'), anInvoice('F2')] })

describe('requalifying', () => {
  it('gives ticked items the status with its date, author and comment, and tells what they had', () => {
    given(twoInvoices())
      .when(requalify(['F1'], { comment: 'the price is wrong', reasonId: 'reason.price' }))
      .then(({ item, applied }) => {
        expect(item('F1')).toMatchObject({
          statusId: 'status.dispute',
          statusOn: TODAY,
          statusBy: 'collector',
          statusComment: 'the price is wrong',
          reasonId: 'reason.price',
        })
        expect(item('F2').statusId).toBeNull()
        expect(applied.story.text).toBe('the price is wrong')
        expect(applied.story.changes).toContainEqual({
          table: 'items',
          id: idOf('F1'),
          field: 'statusId',
          before: null,
          after: 'status.dispute',
        })
      })
  })

  it('gives a dispute a reason always: the one named, the one the status presets, or not yet known', () => {
    for (const [statusId, reasonId, expected] of [
      ['status.dispute', 'reason.price', 'reason.price'],
      ['status.deliveryDispute', null, 'reason.delivery'],
      ['status.dispute', null, 'reason.notKnown'],
      ['status.ongoing', null, null],
    ] as const)
      given(twoInvoices())
        .when(requalify(['F1'], { statusId, reasonId }))
        .then(({ item }) => expect(item('F1').reasonId).toBe(expected))
  })

  it('works from the day an item exists, before it is due', () => {
    given(aClientFile({ items: [anInvoice('F1', { issuedOn: TODAY, dueOn: '2027-02-01' })] }))
      .when(requalify(['F1']))
      .then(({ item }) => expect(item('F1').statusId).toBe('status.dispute'))
  })

  it('opens one case for the items of one gesture, which leave the scenario', () => {
    given(twoInvoices())
      .when(requalify(['F1', 'F2'], { next: { mode: 'open', opening: anOpening('Pallet 7') } }))
      .then(({ caseOf, file, action }) => {
        expect([caseOf('F1'), caseOf('F2')]).toEqual(['Pallet 7', 'Pallet 7'])
        expect(action('Pallet 7')).toMatchObject({ kind: 'dispute', reasonId: 'reason.notKnown' })
        expect(itemsInScenario(file, aCompany())).toEqual([])
      })
  })

  it('remembers in the case what an item had before the gesture, so that a mistake can be put right', () => {
    given(aClientFile({ items: [anInvoice('F1', { statusId: 'status.promise' })] }))
      .when(
        requalify(['F1'], { next: { mode: 'open', opening: anOpening('Pallet 7') } }),
        disassociate('Pallet 7', ['F1'], 'byMistake', { at: Date.parse('2026-11-22T09:01:00Z') }),
      )
      .then(({ item }) => expect(item('F1').statusId).toBe('status.promise'))
  })

  it('joins an open case of the client', () => {
    const file = aClientFile({ items: [anInvoice('F1')], actions: [aFollowUp('Pallet 7')] })
    given(file)
      .when(requalify(['F1'], { next: { mode: 'join', actionId: idOf('Pallet 7') } }))
      .then(({ caseOf }) => expect(caseOf('F1')).toBe('Pallet 7'))
  })

  it('that opens a case goes on in the one all its items sit in, and to join another is refused', () => {
    const item = anInvoice('F1')
    const file = aClientFile({
      items: [item],
      actions: [aFollowUp('Pallet 7', {}, [item]), aFollowUp('Pallet 8')],
    })
    const named = { actionId: idOf('Pallet 7'), itemIds: [item.id] }
    given(file)
      .when(requalify(['F1'], { next: { mode: 'open', opening: anOpening('Pallet 9') } }))
      .then(({ applied, item: itemNamed, file: after }) => {
        expect(applied.joined).toBe(idOf('Pallet 7'))
        expect(itemNamed('F1').statusId).toBe('status.dispute')
        expect(after.actions.map(({ name }) => name)).toEqual(['Pallet 7', 'Pallet 8'])
      })
    given(file)
      .when(requalify(['F1'], { next: { mode: 'join', actionId: idOf('Pallet 8') } }))
      .thenRefused('inOtherAction', named)
  })

  it('leaves out of the new case what sits in another, and says so', () => {
    const item = anInvoice('F1')
    const file = aClientFile({
      items: [item, anInvoice('F2')],
      actions: [aFollowUp('Pallet 7', {}, [item])],
    })
    given(file)
      .when(requalify(['F1', 'F2'], { next: { mode: 'open', opening: anOpening('Pallet 9') } }))
      .then(({ applied, caseOf }) => {
        expect(applied.leftOut).toEqual([{ itemId: item.id, because: 'inOtherAction' }])
        expect([caseOf('F1'), caseOf('F2')]).toEqual(['Pallet 7', 'Pallet 9'])
      })
  })

  it('of a paid item is answered with "already paid"; with open ones beside it only that item is left out', () => {
    const file = aClientFile({ items: [aPaidInvoice('F1'), anInvoice('F2')] })
    given(file)
      .when(requalify(['F1']))
      .thenNoop('alreadyPaid')
    given(file)
      .when(requalify(['F1', 'F2']))
      .then(({ applied }) => expect(applied.leftOut).toEqual([{ itemId: idOf('F1'), because: 'settled' }]))
  })

  it('takes a part of the balance as disputed, and leaves out a part larger than it', () => {
    const file = aClientFile({ items: [anInvoice('F1'), anInvoice('F2'), aCreditNote('A1')] })
    given(file)
      .when(
        requalify(['F1', 'F2', 'A1'], {
          disputedMinor: { [idOf('F1')]: 4_000, [idOf('F2')]: 10_001, [idOf('A1')]: 100 },
        }),
      )
      .then(({ item, applied }) => {
        expect(item('F1').disputedMinor).toBe(4_000)
        expect(applied.leftOut).toEqual([
          { itemId: idOf('F2'), because: 'overBalance' },
          { itemId: idOf('A1'), because: 'overBalance' },
        ])
      })
    given(file)
      .when(requalify(['F2'], { disputedMinor: { [idOf('F2')]: 10_001 } }))
      .thenRefused('nothingLeft')
  })

  it('with a "dispute resolved" status takes items out of their case and back into the scenario', () => {
    const item = anInvoice('F1', DISPUTED)
    const file = aClientFile({ items: [item], actions: [aFollowUp('Pallet 7', {}, [item])] })
    given(file)
      .when(requalify(['F1'], { statusId: 'status.disputeResolved' }))
      .then(({ caseOf, item: after, file: left, decided, action }) => {
        expect(caseOf('F1')).toBeNull()
        expect(after('F1')).toMatchObject({ statusId: 'status.disputeResolved', returnedOn: TODAY })
        expect(itemsInScenario(left, aCompany()).map(({ number }) => number)).toEqual(['F1'])
        expect(decided[1]?.entry).toMatchObject({ kind: 'items.disassociated', by: 'rule' })
        expect(action('Pallet 7').closedOn).toBeNull()
      })
  })

  it('with a "dispute resolved" status brings items into no case: what is opened with it excludes nothing', () => {
    given(twoInvoices())
      .when(
        requalify(['F1'], {
          statusId: 'status.disputeResolved',
          next: { mode: 'open', opening: anOpening('Thank them', { type: 'call', kind: null }) },
        }),
      )
      .then(({ action, caseOf }) => {
        expect(action('Thank them').closedOn).toBeNull()
        expect(caseOf('F1')).toBeNull()
      })
  })

  it('earlier on another device does not overwrite what was done later', () => {
    const later = Date.parse('2026-11-22T09:05:00Z')
    given(twoInvoices())
      .when(
        requalify(['F1'], { statusId: 'status.promise' }, { at: later, by: 'creditManager' }),
        requalify(['F1'], { comment: 'at the counter' }),
      )
      .then(({ item, applied }) => {
        expect(item('F1')).toMatchObject({ statusId: 'status.promise', statusComment: null })
        expect(applied.superseded).toContain('statusId')
        expect(applied.story.text).toBe('at the counter')
      })
  })

  it('refuses what does not exist', () => {
    given(twoInvoices())
      .when(requalify(['F1'], { statusId: 'status.none' }))
      .thenRefused('statusUnknown')
    given(twoInvoices())
      .when(requalify(['F1'], { reasonId: 'status.dispute' }))
      .thenRefused('settingUnknown', { field: 'reasonId' })
    given(twoInvoices())
      .when(requalify(['F9']))
      .thenRefused('nothingLeft')
    given(twoInvoices())
      .when(requalify(['F1'], { next: { mode: 'join', actionId: idOf('nowhere') } }))
      .thenRefused('notFound', { what: 'action' })
  })
})
