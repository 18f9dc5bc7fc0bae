import { describe, expect, it } from 'vitest'
import { aClientFile, aFollowUp, anInvoice } from '../testing/a-client-file.ts'
import { aChange, aHistoryRow } from '../testing/a-history-row.ts'
import { aDocument } from '../testing/document-entries.ts'
import { historyOfAction, historyOfCase } from './history-of-action.ts'

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

describe('the history of a case, for who holds only that', () => {
  it('tells of its documents what it takes to undo it, and nothing of those of other cases', () => {
    const inCase = aDocument('pallet', { in: 'Price dispute' })
    const elsewhere = aDocument('note', { in: 'Price increase' })
    const changes = [inCase, elsewhere].map(({ id }) => aChange('documents', id, 'removed', true, false))
    const row = aHistoryRow('document.added', { actionId: action.id, changes })
    const documents = [inCase, elsewhere]
    const [told] = historyOfCase(action, { ...file, documents }, [row])
    expect(told?.changes).toEqual([changes[0]])
  })
})
