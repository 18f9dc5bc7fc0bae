import { describe, expect, it } from 'vitest'
import { aClientFile, aFollowUp, anInvoice } from '../testing/a-client-file.ts'
import { aChange, aHistoryRow } from '../testing/a-history-row.ts'
import { historyOfAction } from './history-of-action.ts'

const own = anInvoice('F-1')
const other = anInvoice('F-9')
const followUp = aFollowUp('Price dispute', {}, [own])
const { action, stays } = followUp
const file = aClientFile({ items: [own, other], actions: [followUp] })

describe('the history of an action', () => {
  it('tells what was done in it and in its to-dos, not in other cases', () => {
    const toDo = aFollowUp('Ask logistics', { type: 'task', kind: null, caseId: action.id }).action
    const rows = [action.id, toDo.id, 'other'].map((actionId) =>
      aHistoryRow('comment.written', { id: actionId, actionId }),
    )
    const told = historyOfAction(action, aClientFile({ actions: [followUp, toDo] }), rows)
    expect(told.map(({ id }) => id)).toEqual([action.id, toDo.id])
  })

  it('tells of an import only what concerns its own items', () => {
    const changes = [own, other].map(({ id }) => aChange('items', id, 'balanceMinor', 2, 1))
    const row = aHistoryRow('items.imported', { itemIds: [own.id, other.id], changes })
    const [told] = historyOfAction(action, file, [row])
    expect(told?.itemIds).toEqual([own.id])
    expect(told?.changes).toEqual([changes[0]])
  })

  it('tells nothing of its items from before it was opened', () => {
    const changes = [aChange('items', own.id, 'balanceMinor', 2, 1)]
    const row = aHistoryRow('items.imported', { at: action.openedAt - 1, changes })
    expect(historyOfAction(action, file, [row])).toEqual([])
  })

  it('tells that another action took an item away', () => {
    const changes = stays.map(({ id }) => aChange('associations', id, 'leftOn', null, '2026-11-20'))
    const row = aHistoryRow('action.opened', { actionId: 'other', changes })
    expect(historyOfAction(action, file, [row])).toHaveLength(1)
  })
})
