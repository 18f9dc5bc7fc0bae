import { describe, expect, it } from 'vitest'
import { itemsInScenario } from '../../dunning/exclusion.ts'
import { DEFAULT_CASE_KINDS } from '../../company/default-case-rules.ts'
import {
  DISPUTED,
  NOW,
  aClientFile,
  aCompany,
  aFollowUp,
  anInvoice,
  idOf,
} from '../../testing/a-client-file.ts'
import { anOpening, change, close, open, requalify } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import { RULE } from '../entry.ts'

const call = { type: 'call', kind: null } as const

describe('opening an action', () => {
  it('needs no status: its items keep theirs and leave the scenario', () => {
    given(aClientFile({ items: [anInvoice('F1', { statusId: 'status.promise' })] }))
      .when(open('Pallet 7', ['F1']))
      .then(({ item, caseOf, file }) => {
        expect(item('F1').statusId).toBe('status.promise')
        expect(caseOf('F1')).toBe('Pallet 7')
        expect(itemsInScenario(file, aCompany())).toEqual([])
      })
  })

  it('for the client as a whole excludes nothing', () => {
    given(aClientFile({ items: [anInvoice('F1')] }))
      .when(open('Ring them', [], call))
      .then(({ file, action }) => {
        expect(itemsInScenario(file, aCompany())).toHaveLength(1)
        expect(action('Ring them')).toMatchObject({ caseId: null, type: 'call', openedBy: 'collector' })
      })
  })

  it('as a dispute always has a reason', () => {
    given(aClientFile())
      .when(open('Pallet 7', []))
      .then(({ action }) => expect(action('Pallet 7').reasonId).toBe('reason.notKnown'))
  })

  it('of a kind the company no longer runs is refused, a change of kind to it too; a rule may still open one', () => {
    const file = aClientFile({ items: [anInvoice('F1')], actions: [aFollowUp('Pallet 7')] })
    const { litigation } = DEFAULT_CASE_KINDS
    const retired = { ...litigation, data: { ...litigation.data, active: false } }
    const company = aCompany({ settings: [retired] })
    const opening = open('At the lawyer’s', ['F1'], { kind: 'litigation' })
    given(file, { company }).when(opening).thenRefused('settingUnknown', { field: 'kind' })
    const next = { mode: 'open' as const, opening: anOpening('At the lawyer’s', { kind: 'litigation' }) }
    given(file, { company })
      .when(requalify(['F1'], { next }))
      .thenRefused('settingUnknown', { field: 'kind' })
    given(file, { company })
      .when(change('Pallet 7', { kind: 'litigation' }))
      .thenRefused('settingUnknown', { field: 'kind' })
    given(file, { company })
      .when({ ...opening, by: RULE })
      .then(({ action }) => expect(action('At the lawyer’s').kind).toBe('litigation'))
  })

  const item = anInvoice('F1', DISPUTED)
  const inCase = aClientFile({
    items: [item, anInvoice('F2')],
    actions: [aFollowUp('Pallet 7', {}, [item])],
  })

  it('as a call for items of one case becomes a to-do of that case, and ends with it', () => {
    given(inCase)
      .when(open('Ring them', ['F1'], call))
      .then(({ action, caseOf, applied }) => {
        expect(action('Ring them').caseId).toBe(idOf('Pallet 7'))
        expect(caseOf('F1')).toBe('Pallet 7')
        expect(applied.story.actionId).toBe(idOf('Pallet 7'))
      })
    given(inCase)
      .when(open('Ring them', ['F1'], call), close('Pallet 7'))
      .then(({ action }) => expect(action('Ring them').closedOn).not.toBeNull())
  })

  it('is joined to the case all its items sit in, moved on request, and takes the free ones otherwise', () => {
    given(inCase)
      .when(open('Pallet 8', ['F1']))
      .thenNoop('joined', { joined: idOf('Pallet 7') })
    given(inCase)
      .when(open('Pallet 8', ['F1'], { move: true }))
      .then(({ caseOf, file }) => {
        expect(caseOf('F1')).toBe('Pallet 8')
        expect(file.associations).toMatchObject([{ leftBecause: 'moved' }, { leftOn: null }])
      })
    given(inCase)
      .when(open('Pallet 8', ['F1', 'F2']))
      .then(({ caseOf, applied }) => {
        expect([caseOf('F1'), caseOf('F2')]).toEqual(['Pallet 7', 'Pallet 8'])
        expect(applied.leftOut).toEqual([{ itemId: idOf('F1'), because: 'inOtherAction' }])
      })
  })

  it('runs its resolution time from the moment of the tap', () => {
    given(aClientFile())
      .when(open('Pallet 7', [], {}, { at: NOW - 5000 }))
      .then(({ action }) => expect(action('Pallet 7').openedAt).toBe(NOW - 5000))
  })

  it('refuses an id that is taken, people who left, and a kind that does not fit the type', () => {
    given(inCase)
      .when(open('Pallet 7', ['F2']))
      .thenRefused('idTaken')
    given(inCase)
      .when(open('Pallet 8', ['F2'], { ownerId: 'nobody' }))
      .thenRefused('personUnknown')
    given(inCase)
      .when(open('Pallet 8', ['F2'], { type: 'call' }))
      .thenRefused('invalid', { field: 'kind' })
    given(inCase)
      .when(open('Pallet 8', ['F2'], { kind: null }))
      .thenRefused('invalid', { field: 'kind' })
  })
})
