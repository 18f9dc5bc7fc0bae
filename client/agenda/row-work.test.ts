import { expect, test } from 'vitest'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import { kindOfWork, movesOf, sumsOf } from './row-work.ts'

function aRow(fields: Partial<SeenAgendaRow> = {}): SeenAgendaRow {
  return {
    id: 'a1',
    fileId: 'client:c1',
    clientId: 'c1',
    clientName: 'Müller GmbH',
    isStep: false,
    type: 'followUp',
    kind: 'dispute',
    name: 'Price dispute',
    dueOn: '2026-11-22',
    ownerId: 'ana',
    resolverId: null,
    stageId: null,
    work: null,
    documentCount: 0,
    reasonId: null,
    caseId: null,
    openedOn: '2026-11-01',
    closedOn: null,
    closedAt: null,
    itemCount: 1,
    amounts: [{ currency: 'EUR', minor: 41_200 }],
    step: null,
    suggestion: null,
    isPending: false,
    ...fields,
  }
}

const aStep = aRow({
  id: 'step:c2',
  clientId: 'c2',
  isStep: true,
  step: {
    leaderItemId: 'i1',
    leaderNumber: 'F1',
    index: 1,
    mode: 'manual',
    preparedOn: null,
    returnedOn: null,
  },
})

test('a step is moved as a step, an action by its date', () => {
  const { steps, actions } = movesOf([aRow(), aStep], '2026-11-22', '2026-12-01', null)
  expect(steps).toEqual([
    {
      subject: { type: 'client', id: 'c2' },
      data: {
        leaderItemId: 'i1',
        step: 1,
        how: 'moved',
        on: '2026-11-22',
        movedTo: '2026-12-01',
        comment: null,
        call: null,
      },
    },
  ])
  expect(actions).toEqual([
    {
      subject: { type: 'client', id: 'c1' },
      data: { actionId: 'a1', fields: { dueOn: '2026-12-01' }, comment: null },
    },
  ])
})

test('each piece of work has its kind of entry', () => {
  expect(kindOfWork('done', aStep)).toBe('scenarioStep.done')
  expect(kindOfWork('done', aRow())).toBe('action.closed')
  expect(kindOfWork('reschedule', aRow())).toBe('action.changed')
  expect(kindOfWork('comment', aStep)).toBe('comment.written')
})

test('ticked rows are summed by currency', () => {
  const yen = aRow({ amounts: [{ currency: 'JPY', minor: 1_280_000 }] })
  expect(sumsOf([aRow(), aRow(), yen])).toEqual([
    { currency: 'JPY', minor: 1_280_000 },
    { currency: 'EUR', minor: 82_400 },
  ])
})
