import type { FileDocument, HistoryDocument } from '../../../client/replica/collections.ts'
import type { Chance } from '../../../server/demo/chance.ts'
import { pick } from '../wishes/desk.ts'
import type { ReplicaDisk } from './replica-storage.ts'

/** A replica that lacks a row does not notice by itself. Says what it has lost; nothing where it is empty. */
export function loseARow(disk: ReplicaDisk, chance: Chance): string | null {
  const files = [...disk.documents<FileDocument>('files')].filter(([, { items }]) => items.length > 0)
  const histories = [...disk.documents<HistoryDocument>('history')]
  if (files.length === 0 || histories.length === 0) return null
  if (chance.isTrue(0.7)) {
    const [id, file] = pick(chance, files)
    const lost = pick(chance, file.items)
    disk.change('files', id, { ...file, items: file.items.filter((item) => item !== lost) })
    return `item ${lost.id} of ${id}`
  }
  const [id, history] = pick(chance, histories)
  const lost = pick(chance, history.rows)
  disk.change('history', id, { ...history, rows: history.rows.filter((row) => row !== lost) })
  return `history row ${lost.id} of ${id}`
}
