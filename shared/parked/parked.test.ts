import { describe, expect, it } from 'vitest'
import { partOf } from '../clients/case-file.ts'
import { withinHorizon } from '../clients/horizon.ts'
import type { DataOf } from '../journal/data.ts'
import type { Entry } from '../journal/entry.ts'
import { RULE } from '../journal/entry.ts'
import { TODAY, aClientFile, aFollowUp, anInvoice, idOf, NOW } from '../testing/a-client-file.ts'
import { anEntry, associate, change, close, open, requalify } from '../testing/entries.ts'
import { given } from '../testing/given.ts'
import { type Parked, deciderOf, parkedRow } from './parked.ts'

const item = anInvoice('F1')
const seven = aFollowUp('Pallet 7', { resolverId: 'resolver' })
const bare = aClientFile({ items: [item], actions: [seven] })

function waiting(
  entry: Entry,
  touched: { actionIds?: string[]; itemIds?: string[] },
  because: Parked['because'] = 'moved',
  file = bare,
): Parked {
  const subject = { type: 'client' as const, id: bare.client.id }
  return parkedRow({ ...entry, subject }, touched, file, { because, at: entry.at, today: TODAY })
}
const move = waiting(change('Pallet 7', { dueOn: '2026-12-24' }, { by: 'sales' }), {
  actionIds: [idOf('Pallet 7')],
})
const file = { ...bare, parked: [move] }

type Answer = Partial<DataOf<'parked.accepted'>>
const accept = (parked: Parked, fields: Answer = {}, more: Partial<Entry> = {}) =>
  anEntry('parked.accepted', { parkedId: parked.id, actionId: parked.actionId, on: TODAY, ...fields }, more)
const decline = (parked: Parked, comment: string | null = null) =>
  anEntry('parked.declined', { parkedId: parked.id, actionId: parked.actionId, comment })
const lapse = (parked: Parked, on: string, by = RULE) =>
  anEntry('parked.lapsed', { parkedId: parked.id, on }, { by })

describe('a wish that waits for somebody else', () => {
  it('is decided as its author’s when it is accepted', () => {
    given(file)
      .when(accept(move))
      .then(({ action, decided, file: after }) => {
        expect(action('Pallet 7').dueOn).toBe('2026-12-24')
        expect(decided.map(({ entry, cause }) => [entry.kind, entry.by, cause === null])).toEqual([
          ['parked.accepted', 'collector', true],
          ['action.changed', 'sales', false],
        ])
        expect(after.parked).toMatchObject([{ decision: 'accepted', decidedBy: 'collector' }])
      })
  })

  it('comes to nothing when it is declined, with the words for its author', () => {
    given(file)
      .when(decline(move, 'we wait for the truck'))
      .then(({ action, applied, file: after }) => {
        expect(action('Pallet 7').dueOn).toBe('2026-11-29')
        expect(applied.ends).toEqual([
          {
            entryId: move.id,
            refusal: { type: 'declined', by: 'collector', text: 'we wait for the truck' },
          },
        ])
        expect(after.parked).toMatchObject([{ decision: 'declined' }])
      })
  })

  it('is answered once', () => {
    given(file)
      .when(accept(move), accept(move, {}, { by: 'creditManager' }))
      .thenNoop('alreadySo')
    given(file).when(accept(move), decline(move)).thenRefused('alreadyDecided', { by: 'collector' })
    given(file).when(decline(move), accept(move)).thenRefused('alreadyDecided')
  })

  it('lapses on its day and not before, by the calendar alone', () => {
    given(file).when(lapse(move, '2026-12-21')).thenRefused('invalid')
    given(file)
      .when(lapse(move, '2026-12-22', 'collector'))
      .thenRefused('notAllowed')
    given(file)
      .when(lapse(move, '2026-12-22'))
      .then(({ applied }) => expect(applied.ends).toMatchObject([{ refusal: { type: 'lapsed' } }]))
  })

  it('that a newer build left, and this one cannot read, is not accepted before the update', () => {
    const later = { ...move, kind: 'action.laterKind' }
    given({ ...bare, parked: [later] })
      .when(accept(later))
      .thenUnknown()
  })

  it('is answered under the case it is about and no other', () => {
    given(file)
      .when(accept(move, { actionId: null }))
      .thenRefused('notFound', { what: 'entry' })
  })

  it('that changes what another one is to open waits for that one', () => {
    const opening = waiting(open('Pallet 8', ['F1'], {}, { by: 'sales' }), {})
    const then = waiting(change('Pallet 8', { dueOn: '2026-12-24' }, { by: 'sales' }), {})
    const both = { ...bare, parked: [opening, then] }
    given(both).when(accept(then)).thenRefused('dependsOn', { entryId: opening.id })
    given(both)
      .when(accept(opening), accept(then))
      .then(({ action }) => expect(action('Pallet 8').dueOn).toBe('2026-12-24'))
  })

  it('is seen in its case and in the client’s file, and leaves the phone once decided', () => {
    const general = waiting(requalify(['F1'], {}, { by: 'sales' }), {})
    const seen = { ...bare, parked: [move, general] }
    expect(partOf(idOf('Pallet 7'), seen)?.parked).toEqual([move])
    expect([deciderOf(move, seen), deciderOf(general, seen)]).toEqual(['collector', 'collector'])
    const done = { ...seen, parked: [{ ...move, decision: 'declined' as const }, general] }
    expect(withinHorizon(done, TODAY).parked).toEqual([general])
  })
})

describe('who holds no more than a case', () => {
  const other = anInvoice('F2')
  const owned = (ownerId: string) =>
    aClientFile({
      client: { salesId: 'sales' },
      items: [item, other],
      actions: [aFollowUp('Pallet 7', { ownerId }), aFollowUp('Pallet 8')],
    })
  const mixed = owned('resolver')
  const inCase = idOf('Pallet 7')
  const carried = (wish: Parked) => partOf(inCase, { ...mixed, parked: [wish] })?.parked ?? []

  it('is given no wish that names an item or a case of elsewhere; the collector decides it', () => {
    const joining = requalify(['F2'], { next: { mode: 'join', actionId: inCase } }, { by: 'sales' })
    const withItem = waiting(joining, { actionIds: [inCase], itemIds: [other.id] }, 'moved', mixed)
    const withCase = waiting(
      change('Pallet 7', {}),
      { actionIds: [inCase, idOf('Pallet 8')] },
      'moved',
      mixed,
    )
    expect([carried(withItem), carried(withCase)]).toEqual([[], []])
    expect(withItem.actionId).toBeNull()
    expect(deciderOf(withItem, mixed)).toBe('collector')
  })

  it('is given no items that came to the closed case; its owner decides on them who holds the client', () => {
    const coming = waiting(
      associate('Pallet 7', ['F2']),
      { actionIds: [inCase], itemIds: [other.id] },
      'closed',
    )
    expect(coming.actionId).toBe(inCase)
    expect(carried(coming)).toEqual([])
    expect(deciderOf(coming, owned('resolver'))).toBe('collector')
    expect(deciderOf(coming, owned('sales'))).toBe('sales')
  })
})

describe('items that come to a case closed meanwhile', () => {
  it('wait for its owner when they were on their way before, and are refused after', () => {
    const before = { at: NOW - 5000 }
    const closing = close('Pallet 7')
    given(bare)
      .when(closing, associate('Pallet 7', ['F1'], false, before))
      .thenParked('closed')
    const join = { next: { mode: 'join' as const, actionId: idOf('Pallet 7') } }
    given(bare)
      .when(closing, requalify(['F1'], join, before))
      .thenParked('closed')
    given(bare)
      .when(closing, associate('Pallet 7', ['F1'], false, { at: NOW + 1 }))
      .thenRefused('closed')
  })

  it('reopen it when its owner takes them', () => {
    const parked = waiting(associate('Pallet 7', ['F1']), { actionIds: [idOf('Pallet 7')] }, 'closed')
    given({ ...bare, parked: [parked] })
      .when(close('Pallet 7'), accept(parked))
      .then(({ action, caseOf }) => {
        expect(action('Pallet 7')).toMatchObject({ closedOn: null, dueOn: TODAY })
        expect(caseOf('F1')).toBe('Pallet 7')
      })
  })
})
