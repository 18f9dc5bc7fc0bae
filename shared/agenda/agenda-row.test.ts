import { expect, it } from 'vitest'
import { aClientFile, aCompany, anInvoice, idOf } from '../testing/a-client-file.ts'
import { agendaRowsOf } from './agenda-row.ts'

it('a step of the scenario stands in the agenda with its client, the item that drives it, and what is open in all', () => {
  const items = [
    anInvoice('F1', { dueOn: '2026-11-10', balanceMinor: 20_000 }),
    anInvoice('F2', { dueOn: '2026-11-01', balanceMinor: 10_000 }),
  ]
  const file = aClientFile({ items })
  const rows = agendaRowsOf(file, 'client', 'client:1', aCompany())
  expect(rows).toMatchObject([
    {
      isStep: true,
      clientName: file.client.name,
      itemCount: 2,
      amounts: [{ currency: 'EUR', minor: 30_000 }],
      step: { leaderItemId: idOf('F2'), leaderNumber: 'F2', index: 0 },
    },
  ])
})
