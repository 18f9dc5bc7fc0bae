import type { RxStorage } from 'rxdb'
import { type AgendaRow, agendaRowsOf } from '#shared/agenda/agenda-row.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import { horizonMoment } from '#shared/clients/horizon.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { type Notice, noticesAfter } from '#shared/notices/notices.ts'
import type { Person } from '#shared/people/person.ts'
import type { PullAnswer, PulledHistory } from '#shared/protocol/pull.ts'
import { cardOf, rateKeyOf } from './client-card.ts'
import { type Changed, recentAfter } from './changed.ts'
import {
  type CompanyDocument,
  type FileDocument,
  type HistoryDocument,
  type Position,
  type Replica,
  type SummaryDocument,
  openReplica,
} from './collections.ts'
import { CompanyRows, noticesDocument } from './company-rows.ts'
import { type Found, documentsOf } from './documents.ts'
import { type FileId, fileIdOf, isFileId } from './file-id.ts'
import { FileKeeper } from './kept-files.ts'
import { HistoryKeeper } from './kept-history.ts'
import type { Upgrade } from './replica-schemas.ts'
import { type StoredFile, afterPull, withOldOf, withoutDecided, withoutOld } from './stored-file.ts'

export type Summary = {
  fileId: FileId
  version: number
  rows: readonly AgendaRow[]
  card: SummaryDocument['card']
}

type Now = {
  ms: number
  dayOf: (company: Company) => CalendarDay
  meId?: string
  /** Clients about whom something of one's own has no answer that this page tells of. */
  waitsFor?: ReadonlySet<string>
}

/**
 * The rebuildable copy of what the server says this person may see. Written by the puller only, page by page;
 * each file is written whole, and the position last, so that a page that broke off comes again.
 */
export class ReplicaStore {
  #replica: Replica
  #open: () => Promise<Replica>
  #files
  #keptFiles
  #summaries
  #history
  #keptHistory
  #company
  /** The company's rows as last read, good as long as the position names the same page. */
  #rows: CompanyRows | null = null
  #position: Found<CompanyDocument> = new Map()
  #tidying: Promise<unknown> = Promise.resolve()

  private constructor(replica: Replica, open: () => Promise<Replica>, upgrade: Upgrade) {
    this.#replica = replica
    this.#open = open
    this.#files = documentsOf<FileDocument>(
      () => this.#replica.files,
      (one) => upgrade('files', one),
    )
    this.#summaries = documentsOf<SummaryDocument>(
      () => this.#replica.summaries,
      (one) => upgrade('summaries', one),
    )
    this.#history = documentsOf<HistoryDocument>(
      () => this.#replica.history,
      (one) => upgrade('history', one),
    )
    this.#keptFiles = new FileKeeper(this.#files)
    this.#keptHistory = new HistoryKeeper(this.#history)
    this.#company = documentsOf<CompanyDocument>(
      () => this.#replica.company,
      (one) => upgrade('company', one),
    )
  }

  /** `upgrade`: how the documents of an older version of the app are read; such a replica is never written. */
  static async open(
    name: string,
    storage: RxStorage<unknown, unknown>,
    upgrade: Upgrade = (_, document) => document,
  ): Promise<ReplicaStore> {
    const open = () => openReplica(name, storage)
    return new ReplicaStore(await open(), open, upgrade)
  }

  /** Goes on over other connections to the same databases. */
  async reopen(): Promise<void> {
    this.#rows = null
    // A dead connection may not even close.
    await this.#replica.close().catch(() => undefined)
    this.#replica = await this.#open()
  }

  async close(): Promise<void> {
    await this.#tidying.catch(() => undefined)
    await this.#replica.close()
  }

  async companyRows(): Promise<CompanyRows> {
    const position = await this.position()
    if (!this.#rows || !position || this.#rows.position?.page !== position.page)
      this.#rows = new CompanyRows(await this.#company.all())
    return this.#rows
  }

  async position(): Promise<Position | null> {
    this.#position = await this.#company.byIds(['position'])
    const found = this.#position.get('position')
    return found?.is.type === 'position' ? found.is.position : null
  }

  /** Summaries of all files, or of some; a file that is not held has none. */
  async summaries(of: readonly FileId[] | 'all'): Promise<Summary[]> {
    const documents = of === 'all' ? await this.#summaries.all() : (await this.#summaries.byIds(of)).values()
    return [...documents].flatMap(({ id, ...rest }) => (isFileId(id) ? [{ fileId: id, ...rest }] : []))
  }

  async files(fileIds: readonly FileId[]): Promise<Map<FileId, StoredFile>> {
    return (await this.#keptFiles.byIds(fileIds)).files
  }

  /** History of files, oldest first. */
  history(fileIds: readonly FileId[]): Promise<Map<FileId, readonly HistoryRow[]>> {
    return this.#keptHistory.byIds(fileIds)
  }

  /**
   * Writes one page. `beforePosition` runs when every row is on disk and before the page counts as received.
   * Writing a page again changes nothing. `history` counts the server's histories: after a reset what is of an older one
   * is shown until all of this one is here. Of clients in `waitsFor` nothing goes because the horizon has passed it.
   * Returns the files that were patched though they are not here.
   */
  async writePage(
    answer: PullAnswer,
    now: Now,
    beforePosition: () => Promise<void>,
    history = 0,
  ): Promise<FileId[]> {
    const earlier = await this.companyRows()
    const pagesBefore = earlier.position?.page ?? 0
    // A first page that broke off left files behind, and the server cannot know of those that are gone since.
    if (!earlier.position) await this.#forget()
    const before = earlier.position ? earlier : await this.companyRows()
    const position = answer.reset ? null : before.position
    const ofHistory = position ? (position.history ?? 0) : history
    const companyDocuments = before.documentsOf(answer)
    const fetched = answer.companyWhole ? new CompanyRows(companyDocuments) : before.with(companyDocuments)
    const notices = noticesOf(answer, before.notices, fetched.people, now.meId)
    const hasNotices = notices !== before.notices
    const rows = notices.length > 0 ? fetched.withNotices(notices) : fetched
    const { company } = rows
    const today = company && now.dayOf(company)
    const rateKey = company && today ? rateKeyOf(company, today) : ''

    const dropped = answer.drops.map(({ kind, id }) => fileIdOf(kind, id))
    await this.#drop(dropped)
    // Each collection is a database of its own to the browser, and waits for the disk by itself: together they wait once.
    const mayBeHere =
      answer.reset || before.position?.hasOlder === true || (before.position?.reached ?? 0) > 0
    const waitsFor = now.waitsFor ?? new Set()
    const written = await this.#nextFiles(answer, ofHistory, mayBeHere, waitsFor)
    const summaries = company && today ? written.changed.map((file) => summaryOf(file, company, today)) : []
    const told = this.#keptHistory.add(answer.history, written, horizonMoment(answer.horizon))
    // The version of a file says that one's own entries up to it are told: their history must not come after it.
    const mayTellOwn = (position?.reached ?? 0) > 0 && (answer.more || answer.outcomes.length > 0)
    if (mayTellOwn) await told
    await Promise.all([
      // What lists show comes after the file it leads to.
      this.#keptFiles
        .replace(written.changed, written.before, written.documents)
        .then(() => this.#summaries.put(summaries, written.summaries)),
      told,
      this.#company.put(hasNotices ? [...companyDocuments, noticesDocument(notices)] : companyDocuments),
    ])
    if (answer.companyWhole) await this.#company.remove(before.idsBeside(companyDocuments))

    let changed: Changed['files'] = [
      ...new Set([
        ...dropped,
        ...written.changed.map(({ fileId }) => fileId),
        ...answer.history.map(idOfHistory),
      ]),
    ]
    const rulesChanged = answer.settings.length > 0 || (position !== null && position.rateKey !== rateKey)
    if (position !== null && company && today && rulesChanged) {
      await this.#summarizeAll(company, today)
      changed = 'all'
    }
    const isPassed = position !== null && position.horizon !== answer.horizon
    let old = [...new Set([...(position?.old ?? []), ...written.old])]
    if (!answer.more && (isPassed || old.length > 0) && company && today) {
      const swept = await this.#sweep(isPassed ? 'all' : old, answer.horizon, waitsFor, company, today)
      old = swept.old
      if (isPassed || swept.count > 0) changed = 'all'
    }
    const hasOlder = answer.reset || position?.hasOlder === true
    if (hasOlder && !answer.more) {
      await this.#dropOlder(ofHistory)
      changed = 'all'
    }
    await beforePosition()
    const next: Position = {
      cursor: answer.cursor,
      seen: { version: answer.version, stamp: answer.stamp },
      reached: answer.more ? (position?.reached ?? 0) : answer.version,
      more: answer.more,
      // The sweep of a new horizon is done when a pull is complete, so until then the old one stands.
      horizon: answer.more && position ? position.horizon : answer.horizon,
      // What is shown until the last page is as old as it was, also after a reset.
      asOfMs: answer.more ? (before.position?.asOfMs ?? 0) : now.ms,
      rateKey,
      page: pagesBefore + 1,
      recent: recentAfter(position, {
        files: answer.reset ? 'all' : changed,
        company: answer.reset || hasNotices || companyDocuments.length > 0,
      }),
      history: ofHistory,
      hasOlder: hasOlder && answer.more,
      ...(old.length > 0 && { old }),
    }
    await this.#keep(next)
    this.#rows = rows.withPosition(next)
    return written.missing
  }

  /** Converts the cards anew when the day brought another rate; true when it did. `beforePosition` as for a page. */
  async followRates(
    dayOf: (company: Company) => CalendarDay,
    beforePosition: () => Promise<void>,
  ): Promise<boolean> {
    const { company, position } = await this.companyRows()
    if (!company || !position) return false
    const today = dayOf(company)
    const rateKey = rateKeyOf(company, today)
    if (rateKey === position.rateKey) return false
    await this.#summarizeAll(company, today)
    await beforePosition()
    const recent = recentAfter(position, { files: 'all', company: false })
    await this.#keep({ ...position, rateKey, page: position.page + 1, recent })
    return true
  }

  /** Removes for good what was dropped; slow on a large replica, and only closing waits for it. */
  async tidy(): Promise<void> {
    this.#tidying = Promise.all([this.#files.tidy(), this.#summaries.tidy(), this.#history.tidy()])
    await this.#tidying
  }

  async #keep(position: Position): Promise<void> {
    await this.#company.put([{ id: 'position', is: { type: 'position', position } }], this.#position)
  }

  async #nextFiles(answer: PullAnswer, history: number, mayBeHere: boolean, waitsFor: ReadonlySet<string>) {
    const fileIds = answer.files.map(({ kind, id }) => fileIdOf(kind, id))
    const known = answer.files.filter(({ whole }) => !whole).map(({ kind, id }) => fileIdOf(kind, id))
    const [{ files: before, documents }, summaries] = await Promise.all([
      // In a first sync every file comes once, and nothing is there to be looked for.
      this.#keptFiles.byIds(mayBeHere ? fileIds : []),
      this.#summaries.byIds(known),
    ])
    const after = new Map(before)
    const replaced = new Map<FileId, { keepsOld: boolean }>()
    const old: FileId[] = []
    const missing: FileId[] = []
    for (const pulled of answer.files) {
      const fileId = fileIdOf(pulled.kind, pulled.id)
      const earlier = after.get(fileId)
      const next = afterPull(earlier, pulled, history)
      const isNew = pulled.whole && next !== earlier
      const keepsOld = waitsFor.has(pulled.clientId)
      if (next) {
        const all = keepsOld && earlier && isNew ? withOldOf(earlier, next, answer.horizon) : next
        const kept = keepsOld ? withoutDecided(all) : withoutOld(all, answer.horizon)
        if (withoutOld(kept, answer.horizon) !== kept) old.push(fileId)
        after.set(fileId, kept)
      }
      if (!pulled.whole && next?.history !== history) missing.push(fileId)
      if (isNew && before.has(fileId)) replaced.set(fileId, { keepsOld })
    }
    const changed = [...after.values()].filter((file) => before.get(file.fileId) !== file)
    const fresh = new Set(fileIds.filter((id) => !before.has(id)))
    return { before, documents, summaries, changed, fresh, replaced, missing, old }
  }

  async #drop(fileIds: readonly FileId[]): Promise<void> {
    if (fileIds.length === 0) return
    // What lists show goes first: a file must not be reachable when its rows are gone.
    await this.#summaries.remove(fileIds)
    await this.#keptFiles.remove(fileIds)
    await this.#keptHistory.remove(fileIds)
  }

  async #summarizeAll(company: Company, today: CalendarDay): Promise<void> {
    const files = await this.#keptFiles.all()
    await this.#summaries.put(files.map((file) => summaryOf(file, company, today)))
  }

  /** Takes from files what the horizon has passed; says which hold some of it still. */
  async #sweep(
    of: readonly FileId[] | 'all',
    horizon: CalendarDay,
    waitsFor: ReadonlySet<string>,
    company: Company,
    today: CalendarDay,
  ): Promise<{ count: number; old: FileId[] }> {
    const files = of === 'all' ? await this.#keptFiles.all() : [...(await this.files(of)).values()]
    const before = new Map(files.map((file) => [file.fileId, file]))
    const passed = files.filter((file) => withoutOld(file, horizon) !== file)
    const isWaitedFor = ({ file }: StoredFile) => waitsFor.has(file.client.id)
    const young = passed.filter((file) => !isWaitedFor(file)).map((file) => withoutOld(file, horizon))
    await this.#keptFiles.replace(young, before)
    await this.#summaries.put(young.map((file) => summaryOf(file, company, today)))
    return { count: young.length, old: passed.filter(isWaitedFor).map(({ fileId }) => fileId) }
  }

  async #forget(): Promise<void> {
    this.#rows = null
    for (const documents of [this.#summaries, this.#files, this.#history, this.#company])
      await documents.remove((await documents.all()).map(({ id }) => id))
  }

  /** What was shown of the history before while this one came. */
  async #dropOlder(history: number): Promise<void> {
    await this.#drop(await this.#keptFiles.notOf(history))
  }
}

export function summaryOf(stored: StoredFile, company: Company, today: CalendarDay): SummaryDocument {
  const { fileId, holds, version, file, figures } = stored
  return {
    id: fileId,
    version,
    rows: agendaRowsOf(file, holds, fileId, company),
    card: cardOf(file, holds, fileId, figures, company, today),
  }
}

function idOfHistory({ kind, id }: PulledHistory): FileId {
  return fileIdOf(kind, id)
}

/** What of a page one is to know of; what was told of a file that went is told no more. */
function noticesOf(
  { reset, drops, history }: PullAnswer,
  before: readonly Notice[],
  people: readonly Person[],
  meId: string | undefined,
): readonly Notice[] {
  const me = people.find(({ id }) => id === meId)
  const gone = new Set(drops.map(({ id }) => id))
  const kept = reset
    ? []
    : before.filter(({ clientId, actionId }) => !gone.has(clientId) && !(actionId && gone.has(actionId)))
  const known = kept.length === before.length ? before : kept
  if (!me) return known
  return noticesAfter(
    known,
    history.flatMap(({ rows }) => rows),
    me,
  )
}
