import type { Position } from './collections.ts'
import type { FileId } from './file-id.ts'

/** What a page changed. */
export type Changed = { files: readonly FileId[] | 'all'; company: boolean }

const EVERYTHING: Changed = { files: 'all', company: true }
const NOTHING: Changed = { files: [], company: false }
const PAGES_KEPT = 4

/**
 * What the pages after one changed, as the position tells it. It is on disk with the page, so that a tab that missed
 * the message, or read before it came, never mixes two pages.
 */
export function changedSince(page: number, position: Position | null): Changed {
  if (!position) return page === -1 ? NOTHING : EVERYTHING
  const missed = position.page - page
  if (page < 0 || missed < 0 || missed > position.recent.length) return EVERYTHING
  return position.recent.slice(position.recent.length - missed).reduce(bothChanged, NOTHING)
}

/** The last pages' changes, the newest last. */
export function recentAfter(position: Position | null, changed: Changed): Changed[] {
  return [...(position?.recent ?? []), changed].slice(-PAGES_KEPT)
}

function bothChanged(a: Changed, b: Changed): Changed {
  const files = a.files === 'all' || b.files === 'all' ? 'all' : [...new Set([...a.files, ...b.files])]
  return { files, company: a.company || b.company }
}
