/** A list with one of its entries a step earlier or later; the same list where there is no such place. */
export function stepped<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by
  const moved = list[from]
  if (moved === undefined || to < 0 || to >= list.length) return [...list]
  const left = list.filter((_, place) => place !== from)
  return [...left.slice(0, to), moved, ...left.slice(to)]
}

/** The rows that have to be saved for a list to stand in this order: those whose position becomes another. */
export function repositioned<Row extends { data: { position: number } }>(ordered: readonly Row[]): Row[] {
  return ordered.flatMap((row, place) =>
    row.data.position === place + 1 ? [] : [{ ...row, data: { ...row.data, position: place + 1 } }],
  )
}
