import { expect, test } from 'vitest'
import type { Outcome } from '#shared/journal/outcome.ts'
import { type OutboxRecord, isDecidedAnew, isSuperseded, needsAuthor } from './record.ts'

const aRecord = (outcome: Outcome, more: Partial<OutboxRecord> = {}): OutboxRecord => ({
  seq: 1,
  userId: 'ana',
  entry: {
    id: 'e',
    kind: 'comment.written',
    v: 1,
    by: 'ana',
    subject: { type: 'client', id: 'c' },
    at: 0,
    device: 'd',
    seen: { version: 0, stamp: '' },
    data: {},
  },
  state: 'settled',
  stream: null,
  n: null,
  outcome,
  version: 1,
  settledAtMs: 1,
  isDismissed: false,
  ...more,
})

test('what was sent again and decided otherwise is told in one list only', () => {
  const outcomes: Outcome[] = [
    { type: 'applied' },
    { type: 'applied', superseded: ['dueOn'] },
    { type: 'noop', reason: 'superseded' },
    { type: 'noop', reason: 'alreadySo' },
    { type: 'refused', refusal: { type: 'notAllowed' } },
  ]
  const lists = [isDecidedAnew, isSuperseded, needsAuthor]
  for (const outcome of outcomes) {
    const record = aRecord(outcome, { before: { type: 'applied' } })
    expect(lists.filter((isIn) => isIn(record))).toHaveLength(1)
    expect(lists.filter((isIn) => isIn({ ...record, isDismissed: true }))).toHaveLength(0)
  }
})
