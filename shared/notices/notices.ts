import * as z from 'zod/mini'
import type { HistoryRow } from '../journal/history.ts'
import { RULE } from '../journal/entry.ts'
import { mentionedIn } from '../mentions/mentions.ts'
import type { Person } from '../people/person.ts'
import { waitsFor } from '../validations/answering.ts'
import { validationSchema } from '../validations/validation.ts'

/** Why somebody is told: mentioned, given a case or a to-do, let into a case, asked, or answered. */
export type NoticeWhy = 'mentioned' | 'given' | 'toDo' | 'joined' | 'asked' | 'answered'

/** What others did that somebody is to know of, as their device keeps it. */
export type Notice = {
  /** Of the row of the history it tells of. */
  id: string
  why: NoticeWhy
  by: string
  at: number
  /** When it reached the company: what is read up to here is read. */
  version: number
  clientId: string
  actionId: string | null
  text: string | null
}

/** As many as a person may want to look back on. */
const KEPT = 100
const LONGEST_TEXT = 300

/** What a row of the history is to somebody; null where it is nothing they need be told of, or their own doing. */
export function noticeOf(row: HistoryRow, me: Person): Notice | null {
  if (row.by === me.id || row.clientId === null) return null
  const found = whyTold(row, me)
  if (!found) return null
  const { id, by, at, version, clientId } = row
  return { id, by, at, version, clientId, text: row.text?.slice(0, LONGEST_TEXT) ?? null, ...found }
}

/** The notices kept after more of the history has come, newest first; each row tells once. */
export function noticesAfter(
  before: readonly Notice[],
  rows: readonly HistoryRow[],
  me: Person,
): readonly Notice[] {
  const known = new Set(before.map(({ id }) => id))
  const fresh = new Map<string, Notice>()
  for (const row of rows) {
    const notice = known.has(row.id) ? null : noticeOf(row, me)
    if (notice) fresh.set(notice.id, notice)
  }
  if (fresh.size === 0) return before
  return [...fresh.values(), ...before]
    .sort((a, b) => b.version - a.version || b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, KEPT)
}

/** What somebody has read: all up to a version, and some after it. */
export const readMarksSchema = z.object({
  upTo: z.catch(z.int(), 0),
  ids: z.catch(z.array(z.string()), []),
})
export type ReadMarks = z.infer<typeof readMarksSchema>

export function isUnread({ id, version }: Pick<Notice, 'id' | 'version'>, { upTo, ids }: ReadMarks): boolean {
  return version > upTo && !ids.includes(id)
}

/** What counts as read for somebody who has never marked any: what is older than a week. */
export function firstMarks(notices: readonly Notice[], nowMs: number): ReadMarks {
  const old = notices.filter(({ at }) => at < nowMs - 7 * DAY_MS)
  return { upTo: Math.max(0, ...old.map(({ version }) => version)), ids: [] }
}

const DAY_MS = 86_400_000

/** Some single marks; beyond these, what is older than the oldest of them counts as read. */
const SINGLE_MARKS = 60

/** The marks after one more was read, or all of them. */
export function readAfter(marks: ReadMarks, notices: readonly Notice[], read: Notice | 'all'): ReadMarks {
  if (read === 'all') return { upTo: Math.max(marks.upTo, ...notices.map(({ version }) => version)), ids: [] }
  const ids = new Set([...marks.ids, read.id])
  const unread = notices.filter((notice) => notice.version > marks.upTo && !ids.has(notice.id))
  if (unread.length === 0) return readAfter(marks, notices, 'all')
  return { upTo: marks.upTo, ids: [...ids].slice(-SINGLE_MARKS) }
}

function whyTold(row: HistoryRow, me: Person): Pick<Notice, 'why' | 'actionId'> | null {
  const { actionId } = row
  if (mentionedIn(row).includes(me.id)) return { why: 'mentioned', actionId }
  switch (row.kind) {
    case 'action.opened':
    case 'action.changed':
    case 'items.requalified':
      return given(row, me)
    case 'participant.added': {
      const { type, id } = row.details
      const isMe = type === 'person' ? id === me.id : type === 'department' && id === me.departmentId
      // Who is let in because they are mentioned is told of the mention.
      return isMe && row.by !== RULE ? { why: 'joined', actionId } : null
    }
    case 'validation.asked':
    case 'validation.explained':
    case 'validation.answered':
    case 'creditNote.requested':
    case 'creditNote.changed':
      return asked(row, me)
    default:
      return null
  }
}

function given({ changes }: HistoryRow, me: Person): Pick<Notice, 'why' | 'actionId'> | null {
  const change = changes.find(
    ({ table, field, after }) =>
      table === 'actions' && (field === 'ownerId' || field === 'resolverId') && after === me.id,
  )
  if (!change) return null
  const isToDo = changes.some(
    ({ table, id, field, after }) =>
      table === 'actions' && id === change.id && field === 'caseId' && after !== null,
  )
  return { why: isToDo ? 'toDo' : 'given', actionId: change.id }
}

function asked({ kind, changes, actionId }: HistoryRow, me: Person): Pick<Notice, 'why' | 'actionId'> | null {
  for (const { table, field, after } of changes) {
    if (table !== 'casework' || field !== 'work') continue
    const read = z.safeParse(validationSchema, after)
    if (!read.success) continue
    if (waitsFor(read.data, me)) return { why: 'asked', actionId }
    if (kind === 'validation.answered' && read.data.askedBy === me.id) return { why: 'answered', actionId }
  }
  return null
}
