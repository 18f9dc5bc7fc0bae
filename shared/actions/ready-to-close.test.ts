import { describe, expect, it } from 'vitest'
import { aClientFile, aFollowUp, aPaidInvoice, aStay, anInvoice } from '../testing/a-client-file.ts'
import { aChange, aHistoryRow } from '../testing/a-history-row.ts'
import { isReadyToClose } from './ready-to-close.ts'

const item = anInvoice('F-1')
const followUp = aFollowUp('Price dispute', {}, [item])
const { action } = followUp
const hasLeft = { ...aStay(action, item), leftOn: '2026-11-20', leftBecause: 'resolved' as const }

describe('a case is ready to close', () => {
  it('when its last open item has left', () => {
    const file = aClientFile({ items: [item], actions: [action], associations: [hasLeft] })
    expect(isReadyToClose(action, file, [])).toBe(true)
  })

  it('when its items are paid', () => {
    const file = aClientFile({ items: [aPaidInvoice('F-1')], actions: [followUp] })
    expect(isReadyToClose(action, file, [])).toBe(true)
  })

  it('not while an item is open in it', () => {
    expect(isReadyToClose(action, aClientFile({ items: [item], actions: [followUp] }), [])).toBe(false)
  })

  it('not when it never had an item', () => {
    expect(isReadyToClose(action, aClientFile({ items: [item], actions: [action] }), [])).toBe(false)
  })

  it('in a case file, when its history tells of items that left', () => {
    const left = aHistoryRow('items.disassociated', {
      actionId: action.id,
      changes: [aChange('associations', hasLeft.id, 'leftOn', null, '2026-11-20')],
    })
    expect(isReadyToClose(action, aClientFile({ actions: [action] }), [left])).toBe(true)
  })

  it('not when it is closed, nor when it is no follow-up', () => {
    const file = aClientFile({ items: [item], actions: [action], associations: [hasLeft] })
    expect(isReadyToClose({ ...action, closedOn: '2026-11-21' }, file, [])).toBe(false)
    expect(isReadyToClose({ ...action, type: 'call', kind: null }, file, [])).toBe(false)
  })
})
