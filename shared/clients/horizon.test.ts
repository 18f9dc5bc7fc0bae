import { expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { aClientFile, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aDocument } from '../testing/document-entries.ts'
import { withinHorizon } from './horizon.ts'

const HORIZON = '2026-08-24'
const LONG_AGO = '2026-05-01'
const open = anInvoice('F1')
const paid = anInvoice('F2', { balanceMinor: 0, closedOn: LONG_AGO })
const file = aClientFile({
  items: [open, paid],
  actions: [aFollowUp('Pallet 7', {}, [open]), aFollowUp('Pallet 1', { closedOn: LONG_AGO })],
  documents: [
    aDocument('of the case', { in: 'Pallet 7' }),
    aDocument('of what closed', { in: 'Pallet 1' }),
    aDocument('of both items', { of: ['F1', 'F2'] }),
    aDocument('of what was paid', { of: ['F2'] }),
    aDocument('of the client'),
  ],
})

it('documents go with what closed before the horizon, and those of the client stay', () => {
  const names = withinHorizon(file, HORIZON).documents.map(({ name }) => name)
  expect(names).toEqual(['of the case', 'of both items', 'of the client'])
  expect(withinHorizon(file, '2026-04-01')).toBe(file)
})

it('what is said of an action, a stay or an item that is not carried is not carried either', () => {
  const carried = withinHorizon(file, HORIZON)
  const changed = {
    ...carried,
    associations: [
      ...carried.associations,
      { ...must(carried.associations[0], 'a stay'), actionId: idOf('Pallet 1') },
    ],
    documents: [
      ...carried.documents,
      aDocument('of what closed', { in: 'Pallet 1' }),
      aDocument('late', { of: ['F2'] }),
    ],
  }
  expect(withinHorizon(changed, HORIZON)).toEqual(carried)
  expect(withinHorizon(carried, HORIZON)).toBe(carried)
})
