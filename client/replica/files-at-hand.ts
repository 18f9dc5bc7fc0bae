import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { Changed } from './changed.ts'
import type { CompanyRows } from './company-rows.ts'
import type { FileId } from './file-id.ts'
import { overlay } from './overlay.ts'
import { companyBefore } from './overlay-company.ts'
import { occurredBefore, pendingOf } from './pending.ts'
import type { ReplicaStore } from './replica-store.ts'
import { type Loaded, keepingSame } from './same-rows.ts'
import type { SeenFile } from './snapshot.ts'
import { Waiting } from './waiting.ts'

type Overlaid = { key: string; loaded: Loaded; company: Company; seen: SeenFile }
type Now = { rows: CompanyRows; company: Company; today: CalendarDay }

/** The files in memory, as they were read and as one sees them: with one's own entries on top. */
export class FilesAtHand {
  #loaded = new Map<FileId, Loaded | null>()
  #overlaid = new Map<FileId, Overlaid>()

  get read(): ReadonlyMap<FileId, Loaded | null> {
    return this.#loaded
  }

  /** Takes a file as it is about to be written. */
  take(fileId: FileId, loaded: Loaded): void {
    this.#loaded.set(fileId, loaded)
  }

  /** Reads the wanted ones that changed or are not here yet; the others are let go of. */
  async load(store: ReplicaStore, wanted: ReadonlySet<FileId>, changed: Changed): Promise<void> {
    const before = new Map(changed.files === 'all' ? [] : this.#loaded)
    for (const fileId of this.#loaded.keys())
      if (!wanted.has(fileId) || changed.files === 'all' || changed.files.includes(fileId))
        this.#loaded.delete(fileId)
    const missing = [...wanted].filter((fileId) => !this.#loaded.has(fileId))
    if (missing.length === 0) return
    const [files, histories] = await Promise.all([store.files(missing), store.history(missing)])
    for (const fileId of missing) {
      const stored = files.get(fileId)
      const loaded = stored && { stored, history: histories.get(fileId) ?? [] }
      this.#loaded.set(fileId, loaded ? keepingSame(before.get(fileId), loaded) : null)
    }
  }

  /** Each file that was read, with its entries on top; the same object while nothing it was made of changed. */
  seen(records: readonly OutboxRecord[], now: Now): ReadonlyMap<FileId, SeenFile | null> {
    const seen = new Map<FileId, SeenFile | null>()
    const waiting = new Waiting(records)
    const companies = companyBefore(now.rows, records, now.rows.position?.reached ?? 0)
    for (const [fileId, loaded] of this.#loaded)
      seen.set(fileId, loaded && this.#overlay(fileId, loaded, waiting, now, companies))
    for (const fileId of this.#overlaid.keys()) if (!this.#loaded.has(fileId)) this.#overlaid.delete(fileId)
    return seen
  }

  #overlay(
    fileId: FileId,
    loaded: Loaded,
    waiting: Waiting,
    { rows, company, today }: Now,
    companies: ReadonlyMap<string, Company>,
  ): SeenFile {
    const { stored } = loaded
    const position = rows.position
    // The version of a file of another history of the server says nothing of what was answered in this one.
    const isOfNow = stored.history === (position?.history ?? 0)
    const reached = Math.max(position?.reached ?? 0, isOfNow ? stored.version : 0)
    const records = waiting.about(stored.file.client.id)
    const entries = pendingOf(records, reached)
    const refused = waiting.refusedFor(entries.length)
    const key = [today, ...entries.map(({ id }) => id), ...refused.values()].join()
    const known = this.#overlaid.get(fileId)
    if (known && known.key === key && known.loaded === loaded && known.company === company) return known.seen
    const before = occurredBefore(records, reached, loaded.history)
    const seen = overlay(stored, loaded.history, entries, company, today, refused, companies, before)
    this.#overlaid.set(fileId, { key, loaded, company, seen })
    return seen
  }
}
