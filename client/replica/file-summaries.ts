import { groupBy } from '#shared/base/group-by.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { Changed } from './changed.ts'
import type { SeenCard } from './client-card.ts'
import { type FileId, fileIdOf, kindOfFile } from './file-id.ts'
import { isSamePart } from './parts.ts'
import { pendingRows } from './pending-rows.ts'
import { type ReplicaStore, type Summary, summaryOf } from './replica-store.ts'
import type { SeenAgendaRow, SeenFile, Snapshot } from './snapshot.ts'
import type { StoredFile } from './stored-file.ts'

const NO_ROWS: Summary['rows'] = []

/** The lists of a snapshot, and what they were made of. */
type Lists = Pick<Snapshot, 'agenda' | 'cards'> & {
  reading: number
  pending: readonly SeenFile[]
  company: Company | null
}

/** What the lists show of every file one holds: its rows of the agenda and its card. */
export class FileSummaries {
  #summaries = new Map<FileId, Summary>()
  #rows = new Map<FileId, readonly SeenAgendaRow[]>()
  #cards = new Map<FileId, SeenCard>()
  /** Counts what changed in the three above. */
  #reading = 0
  #lists: Lists | null = null
  #byClient: { reading: number; fileIds: ReadonlyMap<string, readonly Summary[]> } | null = null

  /** Reads what changed. */
  async read(store: ReplicaStore, { files }: Changed): Promise<void> {
    if (files !== 'all' && files.length === 0) return
    const found = new Map((await store.summaries(files)).map((summary) => [summary.fileId, summary]))
    for (const fileId of files === 'all' ? [...this.#summaries.keys()] : files) {
      // Of a file whose rows are as they were, only the history moved.
      if (files !== 'all' && this.#summaries.get(fileId)?.version === found.get(fileId)?.version) {
        found.delete(fileId)
        continue
      }
      this.#reading++
      this.#summaries.delete(fileId)
      this.#rows.delete(fileId)
      this.#cards.delete(fileId)
    }
    for (const summary of found.values()) this.#keep(summary)
  }

  /** Takes a file as it is about to be written. */
  take(fileId: FileId, stored: StoredFile, company: Company, today: CalendarDay): void {
    this.#keep({ fileId, ...summaryOf(stored, company, today) })
  }

  #keep(summary: Summary): void {
    const { fileId, rows, card } = summary
    this.#reading++
    this.#summaries.set(fileId, summary)
    this.#rows.set(
      fileId,
      rows.map((row) => ({ ...row, fileId, isPending: false })),
    )
    this.#cards.set(fileId, { ...card, isProvisional: false })
  }

  /** The lists with the files on top that entries wait for; the same objects while nothing in them changed. */
  listsWith(pending: readonly SeenFile[], company: Company | null): Lists {
    const known = this.#lists
    const isKnown = known?.reading === this.#reading && known.company === company
    if (isKnown && isSamePart(known.pending, pending)) return known
    const agenda = new Map(this.#rows)
    const cards = new Map(this.#cards)
    if (company)
      for (const seen of pending) {
        const stored = this.#summaries.get(seen.fileId)?.rows ?? NO_ROWS
        agenda.set(seen.fileId, pendingRows(seen, stored, company))
        cards.set(seen.fileId, seen.card)
      }
    this.#lists = { reading: this.#reading, pending, company, agenda, cards }
    return this.#lists
  }

  /** All files of a client that one holds, the client file first. */
  fileIdsOf(clientId: string): FileId[] {
    if (this.#byClient?.reading !== this.#reading) {
      const fileIds = groupBy(this.#summaries.values(), ({ card }) => card.clientId)
      this.#byClient = { reading: this.#reading, fileIds }
    }
    const found = this.#byClient.fileIds.get(clientId) ?? []
    return found
      .map(({ fileId }) => fileId)
      .sort((a, b) => Number(kindOfFile(b) === 'client') - Number(kindOfFile(a) === 'client'))
  }

  /** The client file alone when one holds it, since it has every case in it. */
  fileIdsToDecideOn(clientId: string): FileId[] {
    const whole = fileIdOf('client', clientId)
    return this.#summaries.has(whole) ? [whole] : this.fileIdsOf(clientId)
  }
}
