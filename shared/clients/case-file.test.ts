import { expect, it } from 'vitest'
import { aClientFile, aFollowUp, aPieceOfWork, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aDocument } from '../testing/document-entries.ts'
import { comment } from '../testing/entries.ts'
import { aWish } from '../testing/a-wish.ts'
import { partOf } from './case-file.ts'
import { fileDigestOf } from './file-digest.ts'

const [own, ofToDo, foreign] = [anInvoice('F1'), anInvoice('F2'), anInvoice('F3')]
const followUp = aFollowUp('Pallet 7', {}, [own])
const open = aFollowUp('Call the carrier', { type: 'task', kind: null, caseId: followUp.action.id }, [ofToDo])
const closed = aFollowUp('Ask for the photo', {
  type: 'task',
  kind: null,
  caseId: followUp.action.id,
  closedOn: '2026-11-20',
})
const other = aFollowUp('Pallet 8', {}, [foreign])
const paid = {
  type: 'promise' as const,
  state: 'open' as const,
  currency: 'EUR',
  amountMinor: 1_000,
  promisedOn: '2026-12-01',
  paidMinor: 0,
  by: 'collector',
  madeOn: '2026-11-22',
  endedOn: null,
}
const file = aClientFile({
  items: [own, ofToDo, foreign],
  actions: [followUp, open, closed, other],
  casework: [
    aPieceOfWork('ours', followUp, paid),
    aPieceOfWork('of the to-do', open, paid),
    aPieceOfWork('theirs', other, paid),
  ],
})

it('a case file holds the case, its to-dos open and closed, their items and their work, and nothing of other cases', () => {
  const part = partOf(followUp.action.id, file)
  expect(part?.actions.map(({ name }) => name)).toEqual(['Pallet 7', 'Call the carrier', 'Ask for the photo'])
  expect(part?.items.map(({ number }) => number)).toEqual(['F1', 'F2'])
  expect(part?.associations.map(({ itemId }) => itemId)).toEqual([own.id, ofToDo.id])
  expect(part?.casework.map(({ id }) => id)).toEqual([idOf('ours'), idOf('of the to-do')])
  expect(JSON.stringify(part)).not.toContain(foreign.id)
  expect(JSON.stringify(part)).not.toContain(other.action.id)
})

it('a case file has the documents of its case, its to-dos and its items, which name no other item', () => {
  const documents = [
    aDocument('of the case', { in: 'Pallet 7' }),
    aDocument('of the to-do', { in: 'Call the carrier' }),
    aDocument('of an item', { of: ['F2'] }),
    aDocument('of two', { of: ['F3', 'F1'] }),
    aDocument('of another case', { in: 'Pallet 8' }),
    aDocument('of another item', { of: ['F3'] }),
    aDocument('of the client'),
  ]
  const part = partOf(followUp.action.id, { ...file, documents })
  expect(part?.documents.map(({ name }) => name)).toEqual([
    'of the case',
    'of the to-do',
    'of an item',
    'of two',
  ])
  expect(part?.documents.at(-1)?.itemIds).toEqual([own.id])
  expect(part?.documents[0]).toBe(documents[0])
})

it('what waits for the owner of a to-do is known to its case', () => {
  const wish = aWish('wish', comment('Call the carrier', 'late'), open.action.id)
  const parked = [wish, { ...wish, id: idOf('another'), actionId: other.action.id }]
  expect(partOf(followUp.action.id, { ...file, parked })?.parked).toEqual([wish])
})

it('a digest counts to-dos and work: without one of them it is another', () => {
  const part = partOf(followUp.action.id, file)
  if (!part) throw new Error('no part')
  const digest = (of: typeof part) => fileDigestOf('case', followUp.action.id, of, [], '2026-08-01').rows
  expect(digest(part)[0]).toBe(1 + 2 + 3 + 2 + 2)
  expect(digest({ ...part, casework: part.casework.slice(1) })).not.toEqual(digest(part))
})
