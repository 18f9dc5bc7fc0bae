import { describe, expect, it } from 'vitest'
import { DISPUTED, NOW, aClientFile, aFollowUp, anInvoice } from '../../testing/a-client-file.ts'
import {
  anOpening,
  associate,
  books,
  change,
  close,
  comment,
  requalify,
  undo,
} from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'

const later = { at: NOW + 60_000 }
const item = anInvoice('F1', DISPUTED)
const file = aClientFile({
  items: [item, anInvoice('F2')],
  actions: [aFollowUp('Pallet 7', {}, [item])],
})

describe('undoing', () => {
  it('puts back what the entry and what it caused changed', () => {
    const resolved = requalify(['F1'], { statusId: 'status.disputeResolved' })
    given(file)
      .when(resolved, undo(resolved, later))
      .then(({ item: after, caseOf, applied }) => {
        expect(after('F1')).toMatchObject({ ...DISPUTED, returnedOn: null })
        expect(caseOf('F1')).toBe('Pallet 7')
        expect(applied.story.details).toEqual({ undone: resolved.id, undoneKind: 'items.requalified' })
      })
  })

  it('of an opening takes the case away again', () => {
    const opening = requalify(['F2'], { next: { mode: 'open', opening: anOpening('Pallet 8') } })
    given(file)
      .when(opening, undo(opening, later))
      .then(({ item: after, caseOf, action }) => {
        expect(after('F2').statusId).toBeNull()
        expect(caseOf('F2')).toBeNull()
        expect(action('Pallet 8').removed).toBe(true)
      })
  })

  it('is refused with what was touched since, and changes nothing then', () => {
    const moved = change('Pallet 7', { dueOn: '2026-12-01', name: 'Pallet seven' })
    const theirs = change('Pallet 7', { name: 'Their name' }, { ...later, by: 'creditManager' })
    given(file)
      .when(moved, theirs, undo(moved, { at: NOW + 120_000 }))
      .thenRefused('touchedSince', { fields: ['name'] })
  })

  it('is refused when an item would sit in two actions', () => {
    const closing = close('Pallet 7', { itemsBecome: 'unchanged' })
    const elsewhere = requalify(
      ['F1'],
      { next: { mode: 'open', opening: anOpening('Pallet 8') } },
      { ...later, by: 'creditManager' },
    )
    given(file)
      .when(closing, elsewhere, undo(closing, { at: NOW + 120_000 }))
      .thenRefused('touchedSince')
  })

  it('is refused when it would leave an item in a case that is gone, or a paid one in a case that is open', () => {
    const opening = requalify(['F2'], { next: { mode: 'open', opening: anOpening('Pallet 8') } })
    given(file)
      .when(opening, associate('Pallet 8', ['F1'], true, later), undo(opening, { at: NOW + 120_000 }))
      .thenRefused('touchedSince')
    const closing = close('Pallet 7', { itemsBecome: 'unchanged' })
    given(file)
      .when(closing, books([], { absent: ['F1'] }, later), undo(closing, { at: NOW + 120_000 }))
      .thenRefused('touchedSince')
  })

  it('counts as the later hand: what was done before it and arrives after does not come through', () => {
    const moved = change('Pallet 7', { dueOn: '2026-12-01' })
    const between = change('Pallet 7', { dueOn: '2026-12-24' }, { at: NOW + 30_000, by: 'creditManager' })
    given(file)
      .when(moved, undo(moved, later), between)
      .then(({ action, applied }) => {
        expect(action('Pallet 7').dueOn).toBe('2026-11-29')
        expect(applied.superseded).toEqual(['dueOn'])
      })
  })

  it('is for one’s own entries, known ones, and such as changed something', () => {
    const theirs = change('Pallet 7', { dueOn: '2026-12-01' }, { by: 'creditManager' })
    given(file)
      .when(theirs, { ...undo(theirs, later), by: 'collector' })
      .thenRefused('notAllowed')
    given(file).when(undo(theirs)).thenRefused('notFound', { what: 'entry' })
    const words = comment('Pallet 7', 'they rang')
    given(file).when(words, undo(words, later)).thenRefused('cannotUndo')
  })

  it('twice is once', () => {
    const joining = associate('Pallet 7', ['F2'])
    given(file)
      .when(joining, undo(joining, later), undo(joining, { at: NOW + 120_000 }))
      .thenRefused('touchedSince')
  })
})
