import { join } from 'node:path'
import { companies } from '../company/tables.ts'
import type { Database } from '../db/open.ts'
import type { Settings } from '../env.ts'
import type { Journal } from '../journal/journal.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Log } from '../log.ts'
import { folderStore } from './folder-store.ts'
import { type Scan, clamd, sparing } from './scan.ts'
import { findAgain } from './find-again.ts'
import { settleAgain, settleDocuments } from './settle.ts'
import type { Store } from './store.ts'
import { sweepBytes, sweepUploads } from './sweep.ts'
import { takeUpload, wholeUploads } from './take.ts'
import { type Upload, UploadFolder } from './uploads.ts'
import { type ObjectKey, lookAgain, unfinished, workUp } from './work-up.ts'

type Parts = {
  database: Database
  journal: Journal
  store: Store
  folder: UploadFolder
  scan: Scan | undefined
  log: Log
  now: () => number
}

const GATHER_MS = 50

/** The bytes of documents: where they are, and what is done with them beside requests. */
export type Documents = {
  store: Store
  folder: UploadFolder
  /** Takes an upload whose bytes have all come; what they are is found out, and said, afterwards. */
  take(upload: Upload): Promise<void>
  /** Rows of documents, or who may refer to bytes, have changed in a company. */
  changed(companyId: string): void
  /** Does what a crash, or a scanner that did not answer, has left undone; in all companies. */
  catchUp(): Promise<void>
  /** Finds again what the database has forgotten, forgets what nobody will ask for, and asks the scanner again. */
  sweep(): Promise<void>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/** The store as the settings say; the S3 client is loaded only for a bucket. */
async function openStore(settings: Pick<Settings, 'dataDir' | 'documents'>): Promise<Store> {
  const { bucket } = settings.documents
  if (!bucket) return folderStore(join(settings.dataDir, 'documents'))
  const { bucketStore } = await import('./bucket-store.ts')
  return bucketStore(bucket)
}

export async function openDocuments(
  settings: Pick<Settings, 'dataDir' | 'documents'>,
  parts: Omit<Parts, 'store' | 'folder' | 'scan'> & Partial<Pick<Parts, 'store' | 'scan'>>,
): Promise<Documents> {
  const folder = new UploadFolder(join(settings.dataDir, 'document-uploads'))
  await folder.make()
  const { clamd: place } = settings.documents
  const scan = parts.scan ?? (place && clamd(place))
  return documentWork({ ...parts, store: parts.store ?? (await openStore(settings)), folder, scan })
}

/** What is done beside requests: pictures one after the other, for they take the memory and the processor of all. */
export function documentWork(given: Parts): Documents {
  const parts = { ...given, scan: given.scan && sparing(given.scan, given.now) }
  const { database, store, folder, log } = parts
  const looking = lane(log)
  const settling = lane(log)
  const taking = new Map<string, Promise<void>>()

  const settle = (companyId: string) =>
    settling.soon(`settling documents of ${companyId}`, () => settleDocuments(parts, companyId))

  const settleOtherwise = (companyId: string, hash: string | null) =>
    settling.soon(`settling documents of ${companyId} again: ${hash ?? 'all'}`, () =>
      settleAgain(parts, companyId, hash),
    )

  const settleLater = gathered(settle)

  function look({ companyId, hash }: ObjectKey): void {
    looking.soon(`looking into ${companyId}/${hash}`, async () => {
      if (!(await workUp(parts, { companyId, hash }))) return
      settle(companyId)
      settleOtherwise(companyId, hash)
    })
  }

  async function takeOnce(upload: Upload): Promise<void> {
    await takeUpload(parts, upload)
    look(upload)
    settle(upload.companyId)
  }

  /** Twice at once would be twice the work, and the second would find the bytes gone from where they came. */
  function take(upload: Upload): Promise<void> {
    const running = taking.get(upload.id) ?? takeOnce(upload).finally(() => taking.delete(upload.id))
    taking.set(upload.id, running)
    return running
  }

  return {
    store,
    folder,
    take,
    changed: (companyId) => settleLater.add(companyId),
    catchUp: async () => {
      for (const upload of await wholeUploads(parts)) await take(upload).catch(notWrongContent)
      for (const object of await unfinished(parts)) look(object)
      for (const companyId of await companiesOf(database)) settle(companyId)
    },
    async sweep() {
      for (const object of await findAgain(parts)) look(object)
      await sweepUploads(parts)
      await sweepBytes(parts)
      await lookAgain(parts)
      for (const object of await unfinished(parts)) look(object)
      for (const companyId of await companiesOf(database)) settleOtherwise(companyId, null)
    },
    async idle() {
      await looking.idle()
      settleLater.flush()
      await settling.idle()
    },
  }
}

/** It was told; the device begins anew. */
function notWrongContent(error: unknown): void {
  if (!(error instanceof ProblemAnswer)) throw error
}

/** Every commit says that something changed: many within a moment are asked about once. */
function gathered(tell: (companyId: string) => void) {
  const told = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    told.forEach(tell)
    told.clear()
  }
  return {
    add(companyId: string): void {
      told.add(companyId)
      timer ??= setTimeout(flush, GATHER_MS).unref()
    },
    flush,
  }
}

/** Does one thing after the other. What waits already is not asked for a second time. */
function lane(log: Log) {
  let running: Promise<void> = Promise.resolve()
  const waiting = new Set<string>()
  return {
    soon(what: string, run: () => Promise<unknown>): void {
      if (waiting.has(what)) return
      waiting.add(what)
      running = running
        .then(async () => {
          waiting.delete(what)
          await run()
        })
        .catch((err: unknown) => log.error({ err }, `${what} failed`))
    },
    async idle(): Promise<void> {
      let last: Promise<void> | undefined
      while (last !== running) await (last = running)
    },
  }
}

async function companiesOf({ db }: Database): Promise<string[]> {
  const rows = await db.select({ id: companies.id }).from(companies)
  return rows.map(({ id }) => id)
}
