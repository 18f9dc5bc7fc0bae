import { describe, expect, test } from 'vitest'
import type { HistoryRow } from '../journal/history.ts'
import type { Person } from '../people/person.ts'
import { firstMarks, isUnread, noticeOf, noticesAfter, readAfter } from './notices.ts'

const me: Person = {
  id: 'lena',
  name: 'Lena',
  email: 'lena@example.test',
  role: 'departmentUser',
  criteria: [],
  absence: null,
  entity: null,
  departmentId: 'department.logistics',
  active: true,
  version: 1,
}
const aRow = (n: number, fields: Partial<HistoryRow>): HistoryRow => ({
  id: `row-${n}`,
  number: n,
  clientId: 'client',
  actionId: 'case',
  itemIds: [],
  kind: 'comment.written',
  by: 'ana',
  cause: null,
  at: n,
  receivedAt: n,
  device: 'd',
  changes: [],
  text: null,
  details: {},
  late: false,
  superseded: [],
  version: n,
  ...fields,
})
const owner = (id: string, after: string) => ({
  table: 'actions' as const,
  id,
  field: 'ownerId',
  before: null,
  after,
})
const validation = {
  type: 'validation',
  state: 'open',
  question: 'Was it broken?',
  aboutId: null,
  amountMinor: null,
  currency: null,
  dueOn: '2026-11-24',
  askedBy: 'ana',
  askedOn: '2026-11-22',
  levels: [
    { asked: [{ type: 'department', id: 'department.logistics' }], needs: 'one', answers: [], escalated: [] },
  ],
  level: 0,
  reminders: 0,
  endedOn: null,
}
const workOf = (after: unknown) => [
  { table: 'casework' as const, id: 'v', field: 'work', before: null, after },
]

describe('somebody is told', () => {
  test('of a mention by others, not of what they did themselves', () => {
    const row = aRow(1, { details: { mentions: 'tom lena' }, text: '@Lena look' })
    expect(noticeOf(row, me)).toMatchObject({ why: 'mentioned', actionId: 'case', text: '@Lena look' })
    expect(noticeOf({ ...row, by: 'lena' }, me)).toBeNull()
    expect(noticeOf(aRow(1, { details: { mentions: 'tom' } }), me)).toBeNull()
  })

  test('of a case they are given, and of a to-do by its own', () => {
    const changed = aRow(1, { kind: 'action.changed', changes: [owner('case', 'lena')] })
    expect(noticeOf(changed, me)).toMatchObject({ why: 'given', actionId: 'case' })
    const inCase = { table: 'actions' as const, id: 'to-do', field: 'caseId', before: null, after: 'case' }
    const opened = aRow(1, { kind: 'action.opened', changes: [owner('to-do', 'lena'), inCase] })
    expect(noticeOf(opened, me)).toMatchObject({ why: 'toDo', actionId: 'to-do' })
  })

  test('that they or their department take part, once where a mention says so already', () => {
    const details = { type: 'department', id: 'department.logistics' }
    const row = aRow(1, { kind: 'participant.added', details })
    expect(noticeOf(row, me)).toMatchObject({ why: 'joined' })
    expect(noticeOf({ ...row, by: 'rule' }, me)).toBeNull()
  })

  test('of a question that waits for them, and of the answer to their own', () => {
    const row = aRow(1, { kind: 'validation.asked', changes: workOf(validation) })
    expect(noticeOf(row, me)).toMatchObject({ why: 'asked' })
    const own = { ...validation, askedBy: 'lena', state: 'approved', endedOn: '2026-11-22' }
    const answered = aRow(1, { kind: 'validation.answered', changes: workOf(own) })
    expect(noticeOf(answered, me)).toMatchObject({ why: 'answered' })
  })
})

describe('what has been read', () => {
  const details = { mentions: 'lena' }
  const notices = noticesAfter([], [aRow(1, { details }), aRow(2, { details }), aRow(2, { details })], me)

  test('is kept one by one, and as one number once all is read', () => {
    expect(notices.map(({ id }) => id)).toEqual(['row-2', 'row-1'])
    const [second, first] = notices
    if (!first || !second) throw new Error('two notices')
    const one = readAfter({ upTo: 0, ids: [] }, notices, second)
    expect(notices.filter((notice) => isUnread(notice, one))).toEqual([first])
    expect(readAfter(one, notices, first)).toEqual({ upTo: 2, ids: [] })
    expect(readAfter({ upTo: 0, ids: [] }, notices, 'all')).toEqual({ upTo: 2, ids: [] })
  })

  test('is what is older than a week for who has never marked any', () => {
    const week = 7 * 86_400_000
    expect(firstMarks(notices, week + 2)).toEqual({ upTo: 1, ids: [] })
    expect(firstMarks([], week)).toEqual({ upTo: 0, ids: [] })
  })

  test('stays the same list while nothing new comes', () => {
    expect(noticesAfter(notices, [aRow(2, { details })], me)).toBe(notices)
  })
})
