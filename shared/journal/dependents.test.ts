import { describe, expect, it } from 'vitest'
import { aClientFile, aFollowUp, aStay, anInvoice, idOf } from '../testing/a-client-file.ts'
import { change, close, comment, open } from '../testing/entries.ts'
import { Desk } from '../testing/desk.ts'
import { decideOnFile } from './decide.ts'
import type { Entry } from './entry.ts'
import { asksFor } from './dependents.ts'

const one = anInvoice('F1')
const two = anInvoice('F2')
const seven = aFollowUp('Pallet 7', {}, [one])
const nine = aFollowUp('Pallet 9', {}, [two])
const opening = open('Pallet 8', ['F1', 'F2'])

function decided(entry: Entry) {
  const desk = new Desk(aClientFile({ items: [one, two], actions: [seven, nine] }))
  const refusedOpening = (actionId: string) => (actionId === idOf('Pallet 8') ? opening.id : undefined)
  return decideOnFile(entry, desk.file, 'client', { ...desk.contextAt(entry.at), refusedOpening }).decided[0]
    ?.decision
}

describe('what depends on an opening that was refused', () => {
  it('lands on the client’s file, marked, when it only adds', () => {
    expect(decided(comment('Pallet 8', 'they rang'))).toMatchObject({
      type: 'applied',
      story: { actionId: null, text: 'they rang', details: { meantFor: opening.id } },
    })
  })

  it('is refused with that opening when it changes something', () => {
    for (const entry of [change('Pallet 8', { dueOn: '2026-12-24' }), close('Pallet 8')])
      expect(decided(entry)).toEqual({
        type: 'refused',
        refusal: { type: 'dependsOn', entryId: opening.id },
      })
  })

  it('is not touched by it when it names another case, or is the opening itself', () => {
    expect(decided(comment('Pallet 7', 'they rang'))).toMatchObject({
      story: { actionId: idOf('Pallet 7') },
    })
    expect(decided(opening)).toMatchObject({ type: 'refused', refusal: { type: 'inOtherAction' } })
  })
})

it('the answer to nothing that waits asks for nothing more', () => {
  const file = aClientFile({ items: [one], actions: [seven], associations: [aStay(seven.action, two)] })
  const entry = comment('Pallet 7', 'they rang')
  expect(asksFor(entry, file)).toBe(entry)
})
