import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { rateKeyOf } from './client-card.ts'
import type { Position } from './collections.ts'
import { type FileId, fileIdOf } from './file-id.ts'
import { mergedRows } from './parts.ts'
import type { Loaded } from './same-rows.ts'
import { afterPull, withoutOld } from './stored-file.ts'

type Ahead = { position: Position; files: ReadonlyMap<FileId, Loaded> }

/**
 * What the screen holds once a page is written, known before: where the page is the last of its pull, and all that it
 * brings is rows of files that are in memory. Everything else is shown when it is on disk. One's own answers above all:
 * they are kept before the rows that carry them out.
 */
export function pageAhead(
  page: PullAnswer,
  at: Position,
  loaded: ReadonlyMap<FileId, Loaded | null>,
  company: Company,
  today: CalendarDay,
  nowMs: number,
): Ahead | null {
  const { settings, people, preferences, drops, outcomes, packed } = page
  const isOther =
    page.more ||
    page.reset ||
    at.more ||
    at.hasOlder === true ||
    page.companyWhole === true ||
    at.old !== undefined
  const isMore = [settings, people, drops, outcomes, packed].some(({ length }) => length > 0)
  if (isOther || isMore || preferences !== null) return null
  if (page.horizon !== at.horizon || rateKeyOf(company, today) !== at.rateKey) return null
  const history = at.history ?? 0
  const files = new Map<FileId, Loaded>()
  for (const pulled of page.files) {
    const fileId = fileIdOf(pulled.kind, pulled.id)
    const before = files.get(fileId) ?? loaded.get(fileId)
    // A whole file takes the history of the one before away, too.
    if (!before || pulled.whole || before.stored.history !== history) return null
    const next = afterPull(before.stored, pulled, history)
    if (!next) return null
    files.set(fileId, { ...before, stored: withoutOld(next, page.horizon) })
  }
  for (const { kind, id, rows } of page.history) {
    const fileId = fileIdOf(kind, id)
    const before = files.get(fileId) ?? loaded.get(fileId)
    // Of a file that nobody looks at no history is in memory.
    if (before) files.set(fileId, { ...before, history: mergedRows(before.history, rows) })
  }
  const position = {
    ...at,
    cursor: page.cursor,
    seen: { version: page.version, stamp: page.stamp },
    reached: page.version,
    asOfMs: nowMs,
    page: at.page + 1,
  }
  return { position, files }
}
