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
} from '../../testing/a-client-file.ts'
import { associate, close, disassociate, open, reopen, requalify } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'

const disputed = anInvoice('F1', DISPUTED)
const promised = anInvoice('F2', { statusId: 'status.promise' })
const paid = aPaidInvoice('F3', DISPUTED)
const followUp = aFollowUp('Pallet 7', {}, [disputed])
const file = aClientFile({
  items: [disputed, promised, paid],
  actions: [
    {
      ...followUp,
      stays: [
        ...followUp.stays,
        aStay(followUp.action, promised, { had: { ...DISPUTED, statusId: 'status.ongoing' } }),
        aStay(followUp.action, paid),
      ],
    },
  ],
})
const later = { at: NOW + 60_000 }

describe('closing', () => {
  it('resolves disputed items, gives the others back what they had, and leaves paid ones alone', () => {
    given(file)
      .when(close('Pallet 7', { resolutionId: 'resolution.newInvoice', rootCauseId: 'rootCause.customer' }))
      .then(({ item, action, caseOf }) => {
        expect(item('F1')).toMatchObject({ statusId: 'status.disputeResolved', returnedOn: TODAY })
        expect(item('F2')).toMatchObject({ statusId: 'status.ongoing', returnedOn: TODAY })
        expect(item('F3')).toMatchObject({ statusId: 'status.dispute', returnedOn: null })
        expect([caseOf('F1'), caseOf('F2'), caseOf('F3')]).toEqual([null, null, null])
        expect(action('Pallet 7')).toMatchObject({
          closedOn: TODAY,
          closedBy: 'collector',
          closedAt: NOW,
          resolutionId: 'resolution.newInvoice',
          rootCauseId: 'rootCause.customer',
        })
      })
  })

  it('gives all items back what they had, or leaves them as they are, on request', () => {
    given(file)
      .when(close('Pallet 7', { itemsBecome: 'asBefore' }))
      .then(({ item }) =>
        expect([item('F1').statusId, item('F2').statusId]).toEqual([null, 'status.ongoing']),
      )
    given(file)
      .when(close('Pallet 7', { itemsBecome: 'unchanged' }))
      .then(({ item }) =>
        expect([item('F1').statusId, item('F2').statusId]).toEqual(['status.dispute', 'status.promise']),
      )
  })

  it('leaves returned items alone for the grace time', () => {
    given(file)
      .when(close('Pallet 7'))
      .then(({ file: left }) => expect(nextStep(left, aCompany())?.dueOn).toBe('2026-11-27'))
  })

  it('does not overwrite a status that was set later', () => {
    given(file)
      .when(requalify(['F1'], { statusId: 'status.litigation' }, later), close('Pallet 7'))
      .then(({ item, applied }) => {
        expect(item('F1').statusId).toBe('status.litigation')
        expect(applied.superseded).toContain('statusId')
      })
  })

  it('twice is once, and refuses codes that do not exist', () => {
    given(file)
      .when(close('Pallet 7'), close('Pallet 7', {}, later))
      .thenNoop('alreadySo')
    given(file)
      .when(close('Pallet 7', { resolutionId: 'rootCause.customer' }))
      .thenRefused('settingUnknown', { field: 'resolutionId' })
  })

  it('refuses items that come into the closed case', () => {
    const free = anInvoice('F4')
    given({ ...file, items: [...file.items, free] })
      .when(close('Pallet 7'), associate('Pallet 7', ['F4'], false, later))
      .thenRefused('closed')
  })
})

describe('reopening', () => {
  it('takes the items back as they were, those that are open and free', () => {
    given(file)
      .when(close('Pallet 7'), open('Pallet 8', ['F2'], {}, later), reopen('Pallet 7', { at: NOW + 120_000 }))
      .then(({ action, item, caseOf, applied }) => {
        expect(action('Pallet 7')).toMatchObject({ closedOn: null, closedBy: null, dueOn: '2026-12-01' })
        expect(item('F1')).toMatchObject({ statusId: 'status.dispute', reasonId: 'reason.notKnown' })
        expect([caseOf('F1'), caseOf('F2'), caseOf('F3')]).toEqual(['Pallet 7', 'Pallet 8', null])
        expect(applied.leftOut.map(({ because }) => because).sort()).toEqual(['inOtherAction', 'settled'])
      })
  })

  it('keeps what items had when they first came', () => {
    given(file)
      .when(
        close('Pallet 7'),
        reopen('Pallet 7', later),
        disassociate('Pallet 7', ['F1'], 'byMistake', { at: NOW + 120_000 }),
      )
      .then(({ item }) => expect(item('F1').statusId).toBeNull())
  })

  it('of an open action is nothing', () => {
    given(file).when(reopen('Pallet 7')).thenNoop('alreadySo')
    given(file).when(reopen('Pallet 8')).thenRefused('notFound')
  })
})
