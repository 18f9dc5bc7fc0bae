import { expect, it } from 'vitest'
import { agendaRowsOf } from '../agenda/agenda-row.ts'
import { NOW, aClientFile, aCompany, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aDocument } from '../testing/document-entries.ts'
import { documentCountOf, documentsOfAction } from './of-action.ts'

const item = anInvoice('F1')
const withdrawn = { at: NOW, byId: 'collector', reason: 'blurred' }
const file = aClientFile({
  items: [item, anInvoice('F2')],
  actions: [aFollowUp('Pallet 7', {}, [item]), aFollowUp('Call', { caseId: idOf('Pallet 7') })],
  documents: [
    aDocument('first', { in: 'Pallet 7' }, { capturedAt: NOW - 2_000 }),
    aDocument('of its item', { of: ['F1'] }, { capturedAt: NOW }),
    aDocument('withdrawn', { in: 'Pallet 7' }, { withdrawn, capturedAt: NOW - 1_000 }),
    aDocument('taken back', { in: 'Pallet 7' }, { removed: true }),
    aDocument('of its to-do', { in: 'Call' }, { capturedAt: NOW - 3_000 }),
    aDocument('of another item', { of: ['F2'] }),
    aDocument('of the client'),
  ],
})

it('a case shows its documents and those of its to-dos and items, newest first, the withdrawn ones too', () => {
  const shown = documentsOfAction(file, idOf('Pallet 7'), [item])
  expect(shown.map(({ name }) => name)).toEqual(['of its item', 'withdrawn', 'first', 'of its to-do'])
})

it('lists count those that were not withdrawn', () => {
  expect(documentCountOf(file, idOf('Pallet 7'), [item])).toBe(3)
  const [row] = agendaRowsOf(file, 'client', 'client:c', aCompany())
  expect(row).toMatchObject({ name: 'Pallet 7', documentCount: 3 })
})
