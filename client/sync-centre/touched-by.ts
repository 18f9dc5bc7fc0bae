import type { Entry } from '#shared/journal/entry.ts'
import { findKind } from '../replica/kinds-here.ts'

/** What an entry works on; nothing when it cannot be read here. */
export function touchedBy(entry: Entry): { actionIds: readonly string[]; itemIds: readonly string[] } {
  const read = findKind(entry.kind)?.read(entry)
  const { actionIds = [], itemIds = [] } = read && 'touched' in read ? read.touched : {}
  return { actionIds, itemIds }
}
