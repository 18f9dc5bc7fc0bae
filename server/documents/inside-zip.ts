/** What the table of contents of a zip says is in it. */
export type InsideZip = { names: string[]; unpackedBytes: number }

const END_MARK = 0x06054b50
const ENTRY_MARK = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LONGEST_COMMENT = 65_535
const MAX_TABLE_BYTES = 8 * 1024 * 1024
/** In the table of a zip of the larger kind, which no office document needs. */
const ELSEWHERE = 0xffffffff

/**
 * Reads a zip's table of contents, and nothing else; null where it has none that can be read. Entries that lie on top of
 * each other, as in a bomb, are none that can be read either.
 */
export async function insideZip(
  size: number,
  read: (at: number, length: number) => Promise<Uint8Array>,
  maxEntries: number,
): Promise<InsideZip | null> {
  const tailAt = Math.max(0, size - END_BYTES - LONGEST_COMMENT)
  const tail = Buffer.from(await read(tailAt, size - tailAt))
  const end = lastEnd(tail)
  if (end < 0) return null
  const count = tail.readUInt16LE(end + 10)
  const tableBytes = tail.readUInt32LE(end + 12)
  const tableAt = tail.readUInt32LE(end + 16)
  if (count > maxEntries || tableBytes > MAX_TABLE_BYTES || tableAt + tableBytes > tailAt + end) return null
  const table = Buffer.from(await read(tableAt, tableBytes))
  const names: string[] = []
  let unpackedBytes = 0
  let packedBytes = 0
  let at = 0
  for (let entry = 0; entry < count; entry++) {
    if (at + ENTRY_BYTES > table.length || table.readUInt32LE(at) !== ENTRY_MARK) return null
    const nameLength = table.readUInt16LE(at + 28)
    const next = at + ENTRY_BYTES + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
    if (table.readUInt32LE(at + 24) === ELSEWHERE) return null
    packedBytes += table.readUInt32LE(at + 20)
    unpackedBytes += table.readUInt32LE(at + 24)
    names.push(table.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength))
    at = next
  }
  return packedBytes > size ? null : { names, unpackedBytes }
}

function lastEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--) if (tail.readUInt32LE(at) === END_MARK) return at
  return -1
}
