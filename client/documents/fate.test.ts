import { describe, expect, it } from 'vitest'
import type { Document, SettledState } from '#shared/documents/document.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { fateOf } from './fate.ts'
import type { OnItsWay } from './kept-database.ts'

const LATER = 10 * 60_000
const row: OnItsWay = {
  key: 'd/h',
  userId: 'ana',
  documentId: 'd',
  clientId: 'c',
  hash: 'h',
  name: '',
  mediaType: 'image/jpeg',
  bytes: 3,
  addedAtMs: 0,
  uploadUrl: null,
  sentAtMs: null,
  isUrgent: false,
  refused: null,
}
const settledAs = (state: SettledState, hash = 'h', reason: string | null = null) =>
  ({
    id: 'd',
    settled: [{ hash, at: 1, state, reason, mediaType: 'image/jpeg', bytes: 3 }],
  }) as unknown as Document
const entryOf = (state: OutboxRecord['state'], outcome: unknown = null, isDismissed = false) =>
  ({
    state,
    outcome,
    isDismissed,
    settledAtMs: 0,
    entry: { kind: 'document.added', data: { documentId: 'd' } },
  }) as unknown as OutboxRecord
const nothing = { document: null, isHeld: true, outbox: [], nowMs: LATER }

describe('the copy of a page on the device that took it', () => {
  it('goes when the row of the server has settled these very bytes', () => {
    for (const state of ['notScanned', 'clean'] as const)
      expect(fateOf(row, { ...nothing, document: settledAs(state) }).type).toBe('settled')
  })

  it('stays when the row has settled other bytes, or none', () => {
    expect(fateOf(row, { ...nothing, document: settledAs('clean', 'other') }).type).toBe('wait')
  })

  it('stays when all of it was sent and the row says nothing', () => {
    const document = settledAs('clean', 'other')
    expect(fateOf({ ...row, sentAtMs: 1 }, { ...nothing, document }).type).toBe('wait')
  })

  it('stays for its author to decide when the server does not want it', () => {
    const fate = fateOf(row, { ...nothing, document: settledAs('refused', 'h', 'broken') })
    expect(fate).toEqual({ type: 'refused', reason: 'broken' })
    expect(fateOf(row, { ...nothing, document: settledAs('infected') })).toEqual({
      type: 'refused',
      reason: 'infected',
    })
  })

  it('stays while its entry waits, or was refused and its author has not decided', () => {
    expect(fateOf(row, { ...nothing, outbox: [entryOf('waiting')] }).type).toBe('wait')
    expect(fateOf(row, { ...nothing, outbox: [entryOf('settled', { type: 'refused' })] }).type).toBe('wait')
  })

  it('goes when its entry was taken back, or refused and put away', () => {
    expect(fateOf(row, nothing).type).toBe('gone')
    const putAway = entryOf('settled', { type: 'refused' }, true)
    expect(fateOf(row, { ...nothing, outbox: [putAway] }).type).toBe('gone')
  })

  it('stays for a while after the tap: the entry may not have been read yet', () => {
    expect(fateOf(row, { ...nothing, nowMs: 1000 }).type).toBe('wait')
  })

  it('is sent before it goes where its client has left the device meanwhile', () => {
    const left = { ...nothing, isHeld: false }
    expect(fateOf(row, left).type).toBe('wait')
    expect(fateOf({ ...row, sentAtMs: 1 }, left).type).toBe('gone')
  })
})
