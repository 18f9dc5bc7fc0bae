import { describe, expect, it } from 'vitest'
import { nextStep } from '../../dunning/next-step.ts'
import {
  DISPUTED,
  NOW,
  TODAY,
  aClientFile,
  aCompany,
  aFollowUp,
  aPaidInvoice,
  aStay,
  anInvoice,
  idOf,
} from '../../testing/a-client-file.ts'
import { associate, disassociate, requalify } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'

const later = { at: NOW + 60_000 }
const inCase = anInvoice('F1', DISPUTED)
const followUp = aFollowUp('Pallet 7', {}, [inCase])
const file = aClientFile({
  items: [inCase, anInvoice('F2'), aPaidInvoice('F3')],
  actions: [followUp, aFollowUp('Pallet 8')],
})

describe('associating', () => {
  it('takes several items, and leaves out with reasons those that cannot come', () => {
    given(file)
      .when(associate('Pallet 8', ['F1', 'F2', 'F3', 'F9']))
      .then(({ applied, caseOf }) => {
        expect([caseOf('F1'), caseOf('F2')]).toEqual(['Pallet 7', 'Pallet 8'])
        expect(applied.leftOut).toEqual([
          { itemId: idOf('F1'), because: 'inOtherAction' },
          { itemId: idOf('F3'), because: 'settled' },
          { itemId: idOf('F9'), because: 'notFound' },
        ])
      })
  })

  it('lets the first to arrive stand: a second case is refused and named', () => {
    given(file)
      .when(associate('Pallet 8', ['F1']))
      .thenRefused('inOtherAction', { actionId: idOf('Pallet 7'), itemIds: [idOf('F1')] })
    given(file)
      .when(associate('Pallet 7', ['F1']))
      .thenNoop('alreadySo')
    given(file)
      .when(associate('Pallet 8', ['F3']))
      .thenRefused('nothingLeft')
  })

  it('moves on request, and the item keeps what it had when it first came', () => {
    given(file)
      .when(associate('Pallet 8', ['F1'], true), disassociate('Pallet 8', ['F1'], 'byMistake', later))
      .then(({ item }) => expect(item('F1').statusId).toBeNull())
  })

  it('is unknown to a phone that holds only the case and not the item', () => {
    given(file, { holds: 'case' })
      .when(associate('Pallet 7', ['F9']))
      .thenUnknown()
  })
})

describe('disassociating', () => {
  it('as resolved ends the dispute and puts the item back, its next step after the grace time', () => {
    given(file)
      .when(disassociate('Pallet 7', ['F1'], 'resolved'))
      .then(({ item, caseOf, file: left }) => {
        expect(item('F1')).toMatchObject({
          statusId: 'status.disputeResolved',
          statusBy: 'collector',
          returnedOn: TODAY,
        })
        expect(caseOf('F1')).toBeNull()
        const step = nextStep({ ...left, items: left.items.slice(0, 1) }, aCompany())
        expect(step).toMatchObject({ index: 0, dueOn: '2026-11-27' })
      })
  })

  it('by mistake gives back the status, reason and disputed part it had', () => {
    const had = { ...DISPUTED, statusId: 'status.priceDispute', reasonId: 'reason.price', disputedMinor: 500 }
    const file = aClientFile({
      items: [inCase],
      actions: [{ ...followUp, stays: [aStay(followUp.action, inCase, { had })] }],
    })
    given(file)
      .when(disassociate('Pallet 7', ['F1'], 'byMistake'))
      .then(({ item }) => expect(item('F1')).toMatchObject(had))
  })

  it('of an item that was not disputed gives back the status it had, or none', () => {
    given(file)
      .when(
        associate('Pallet 8', ['F2']),
        requalify(['F2'], { statusId: 'status.promise' }, later),
        disassociate('Pallet 8', ['F2'], 'resolved', { at: NOW + 120_000 }),
      )
      .then(({ item }) => expect(item('F2')).toMatchObject({ statusId: null, returnedOn: TODAY }))
  })

  it('of some items leaves the others in: a case is resolved in parts', () => {
    given(file)
      .when(associate('Pallet 7', ['F2']), disassociate('Pallet 7', ['F1', 'F3'], 'resolved', later))
      .then(({ applied, caseOf, action }) => {
        expect(applied.leftOut).toEqual([{ itemId: idOf('F3'), because: 'notInAction' }])
        expect([caseOf('F1'), caseOf('F2')]).toEqual([null, 'Pallet 7'])
        expect(action('Pallet 7').closedOn).toBeNull()
      })
  })

  it('of what is no longer in it is nothing; of an action of elsewhere it is refused', () => {
    given(file)
      .when(disassociate('Pallet 7', ['F2'], 'resolved'))
      .thenNoop('alreadySo')
    given(file)
      .when(disassociate('Pallet 9', ['F1'], 'resolved'))
      .thenRefused('notFound')
  })

  it('as settled is for the rule alone', () => {
    given(file)
      .when(disassociate('Pallet 7', ['F1'], 'settled'))
      .thenRefused('invalid', { field: 'data.because' })
  })
})
