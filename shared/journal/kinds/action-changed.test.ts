import { describe, expect, it } from 'vitest'
import { NOW, aClientFile, aFollowUp, idOf } from '../../testing/a-client-file.ts'
import { change, close, comment, open } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'

const file = aClientFile({ actions: [aFollowUp('Pallet 7')] })
const later = { at: NOW + 60_000 }

describe('changing an action', () => {
  it('writes what is given and leaves the rest', () => {
    given(file)
      .when(change('Pallet 7', { dueOn: '2026-12-01', resolverId: 'resolver' }, { comment: 'he knows' }))
      .then(({ action, applied }) => {
        expect(action('Pallet 7')).toMatchObject({
          name: 'Pallet 7',
          dueOn: '2026-12-01',
          resolverId: 'resolver',
        })
        expect(applied.story).toMatchObject({ text: 'he knows', actionId: idOf('Pallet 7') })
        expect(applied.story.changes.map(({ field }) => field)).toEqual(['dueOn', 'resolverId'])
      })
  })

  it('lets, field by field, the later one stand whatever arrives first', () => {
    const mine = change('Pallet 7', { dueOn: '2026-12-01', name: 'Pallet seven' })
    const theirs = change('Pallet 7', { dueOn: '2026-12-24' }, { ...later, by: 'creditManager' })
    given(file)
      .when(theirs, mine)
      .then(({ action, applied }) => {
        expect(action('Pallet 7')).toMatchObject({ dueOn: '2026-12-24', name: 'Pallet seven' })
        expect(applied.superseded).toEqual(['dueOn'])
      })
    given(file)
      .when(mine, theirs)
      .then(({ action }) =>
        expect(action('Pallet 7')).toMatchObject({ dueOn: '2026-12-24', name: 'Pallet seven' }),
      )
  })

  it('stands also when somebody wanted later what was already so', () => {
    const first = change('Pallet 7', { dueOn: '2026-12-01' })
    const between = change('Pallet 7', { dueOn: '2026-12-24' }, { at: NOW + 30_000 })
    const again = change('Pallet 7', { dueOn: '2026-12-01' }, later)
    given(file)
      .when(first, again, between)
      .then(({ action }) => expect(action('Pallet 7').dueOn).toBe('2026-12-01'))
  })

  it('is nothing when it is so already and was never written otherwise', () => {
    const entry = change('Pallet 7', { dueOn: '2026-12-01' })
    given(file).when(entry, entry).thenNoop('alreadySo')
  })

  it('after the close is refused with who closed it, before it still counts', () => {
    const closing = close('Pallet 7', {}, { by: 'creditManager' })
    given(file)
      .when(closing, change('Pallet 7', { dueOn: '2026-12-01' }, later))
      .thenRefused('closed', { by: 'creditManager', at: NOW })
    given(file)
      .when(closing, change('Pallet 7', { dueOn: '2026-12-01' }, { at: NOW - 1 }))
      .then(({ action }) => expect(action('Pallet 7').dueOn).toBe('2026-12-01'))
    given(file)
      .when(closing, comment('Pallet 7', 'they rang', later))
      .then(({ applied }) => expect(applied.story.text).toBe('they rang'))
  })

  it('takes type and kind as one: a follow-up has a kind, other actions have none', () => {
    given(file)
      .when(change('Pallet 7', { kind: 'litigation' }))
      .then(({ action }) =>
        expect(action('Pallet 7')).toMatchObject({ kind: 'litigation', type: 'followUp' }),
      )
    given(file)
      .when(change('Pallet 7', { type: 'call', kind: null }))
      .then(({ action }) => expect(action('Pallet 7')).toMatchObject({ kind: null, type: 'call' }))
    given(file)
      .when(change('Pallet 7', { kind: null }))
      .thenRefused('invalid', { field: 'kind' })
    given(file)
      .when(change('Pallet 7', { type: 'call', kind: 'dispute' }))
      .thenRefused('invalid', { field: 'kind' })
    given(file)
      .when(
        change('Pallet 7', { kind: 'litigation' }, later),
        change('Pallet 7', { type: 'call', kind: null }),
      )
      .then(({ action }) =>
        expect(action('Pallet 7')).toMatchObject({ kind: 'litigation', type: 'followUp' }),
      )
  })

  it('never leaves a dispute without a reason', () => {
    given(file)
      .when(change('Pallet 7', { reasonId: null }))
      .then(({ action }) => expect(action('Pallet 7').reasonId).toBe('reason.notKnown'))
    given(aClientFile({ actions: [aFollowUp('Pallet 7', { kind: 'other', reasonId: null })] }))
      .when(change('Pallet 7', { kind: 'dispute' }))
      .then(({ action }) => expect(action('Pallet 7').reasonId).toBe('reason.notKnown'))
  })

  it('of a to-do is told in its case', () => {
    const file = aClientFile({
      actions: [
        aFollowUp('Pallet 7'),
        aFollowUp('Ring them', { type: 'call', kind: null, caseId: idOf('Pallet 7') }),
      ],
    })
    given(file)
      .when(change('Ring them', { dueOn: '2026-12-01' }))
      .then(({ applied }) => expect(applied.story.actionId).toBe(idOf('Pallet 7')))
  })

  it('refuses people and reasons that do not exist, and an action of elsewhere', () => {
    given(file)
      .when(change('Pallet 7', { ownerId: 'nobody' }))
      .thenRefused('personUnknown')
    given(file)
      .when(change('Pallet 7', { reasonId: 'status.dispute' }))
      .thenRefused('settingUnknown')
    given(file)
      .when(change('Pallet 8', { dueOn: '2026-12-01' }))
      .thenRefused('notFound')
    given(file)
      .when(change('Pallet 7', { dueOn: '2026-02-30' }))
      .thenRefused('invalid')
    given(aClientFile())
      .when(open('Pallet 7', []), change('Pallet 7', { name: '  ' }))
      .thenRefused('invalid')
  })
})
