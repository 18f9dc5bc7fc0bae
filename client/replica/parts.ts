/** Long lists are kept in several documents, so that a small change rewrites a small one. */

export function partId(id: string, part: number): string {
  return part === 0 ? id : `${id}#${part}`
}

export function partIds(id: string, from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => partId(id, from + index))
}

/** At least one part, which may be empty. */
export function inParts<Row>(rows: readonly Row[], size: number): Row[][] {
  const parts: Row[][] = [[]]
  for (const row of rows) {
    const last = parts.at(-1)
    if (last && last.length < size) last.push(row)
    else parts.push([row])
  }
  return parts
}

/** Whether a part holds the very same rows; rows are replaced, never changed. */
export function isSamePart<Row>(before: readonly Row[] | undefined, after: readonly Row[]): boolean {
  return before?.length === after.length && after.every((row, index) => row === before[index])
}

/** The rows with others put in place of those with their ids, or added at the end. */
export function mergedRows<Row extends { id: string }>(
  rows: readonly Row[],
  changed: readonly Row[],
  gone: ReadonlySet<string> = new Set(),
): readonly Row[] {
  if (changed.length === 0 && gone.size === 0) return rows
  const byId = new Map(changed.map((row) => [row.id, row]))
  const merged: Row[] = []
  for (const row of rows) {
    const next = byId.get(row.id)
    byId.delete(row.id)
    if (next) merged.push(next)
    else if (!gone.has(row.id)) merged.push(row)
  }
  return [...merged, ...byId.values()]
}
