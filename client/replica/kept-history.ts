import type { HistoryRow } from '#shared/journal/history.ts'
import type { PulledHistory } from '#shared/protocol/pull.ts'
import type { HistoryDocument } from './collections.ts'
import type { Documents, Found } from './documents.ts'
import { type FileId, fileIdOf } from './file-id.ts'
import { inParts, isSamePart, mergedRows, partId, partIds } from './parts.ts'

const ROWS_A_PART = 100

/** Reads and writes the history of files, each in as many documents as it is long. */
export class HistoryKeeper {
  #documents: Documents<HistoryDocument>

  constructor(documents: Documents<HistoryDocument>) {
    this.#documents = documents
  }

  /** Oldest first. */
  async byIds(fileIds: readonly FileId[]): Promise<Map<FileId, readonly HistoryRow[]>> {
    return (await this.#read(fileIds)).rows
  }

  /**
   * Of a `replaced` file nothing of an earlier history stays but, where it keeps that, what is from before the horizon; of
   * a `fresh` one none is there to be looked for.
   */
  async add(
    pulled: readonly PulledHistory[],
    { fresh, replaced }: { fresh: ReadonlySet<FileId>; replaced: ReadonlyMap<FileId, { keepsOld: boolean }> },
    horizonMs: number,
  ): Promise<void> {
    const keeping = [...replaced].flatMap(([fileId, { keepsOld }]) => (keepsOld ? [fileId] : []))
    const byFile = new Map<FileId, HistoryRow[]>()
    for (const [fileId, rows] of await this.byIds(keeping))
      byFile.set(
        fileId,
        rows.filter(({ at }) => at < horizonMs),
      )
    await this.remove([...replaced.keys()])
    for (const { kind, id, rows } of pulled) {
      const fileId = fileIdOf(kind, id)
      byFile.set(fileId, [...(byFile.get(fileId) ?? []), ...rows])
    }
    const known = await this.#read([...byFile.keys()].filter((id) => !fresh.has(id) && !replaced.has(id)))
    await this.#documents.put(
      [...byFile].flatMap(([fileId, rows]) => {
        const earlier = known.rows.get(fileId) ?? []
        const before = inParts(earlier, ROWS_A_PART)
        const parts = inParts(mergedRows(earlier, rows), ROWS_A_PART)
        return parts.flatMap((part, at) =>
          at > 0 && isSamePart(before[at], part)
            ? []
            : [{ id: partId(fileId, at), parts: parts.length, rows: part }],
        )
      }),
      known.documents,
    )
  }

  async remove(fileIds: readonly FileId[]): Promise<void> {
    if (fileIds.length === 0) return
    const firsts = await this.#documents.byIds(fileIds)
    await this.#documents.remove([...firsts.values()].flatMap(({ id, parts }) => partIds(id, 0, parts)))
  }

  async #read(fileIds: readonly FileId[]) {
    const firsts = await this.#documents.byIds(fileIds)
    const further: Found<HistoryDocument> = await this.#documents.byIds(
      [...firsts.values()].flatMap(({ id, parts }) => partIds(id, 1, parts)),
    )
    const rows = new Map(
      fileIds.map((fileId) => {
        const first = firsts.get(fileId)
        const parts = partIds(fileId, 1, first?.parts ?? 0).flatMap((id) => further.get(id)?.rows ?? [])
        return [fileId, [...(first?.rows ?? []), ...parts]]
      }),
    )
    return { rows, documents: new Map([...firsts, ...further]) }
  }
}
