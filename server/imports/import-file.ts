import type { Company } from '#shared/company/company.ts'
import type { FileRefusal } from '#shared/imports/file-refusal.ts'
import type { BooksTotals, ImportCounts, ImportPlan } from '#shared/imports/import-plan.ts'
import type { RowError } from '#shared/imports/row-error.ts'
import { loadCompany } from '../company/load-company.ts'
import { applyChanges } from './apply.ts'
import { booksTotals } from './books-totals.ts'
import { collectorFinder } from './collectors.ts'
import type { ImportPorts, ImportRequest, ImportRun } from './import-run.ts'
import { listNotTaken, withoutNotTaken } from './not-taken.ts'
import { planImport } from './plan.ts'
import { understandFile } from './read-file.ts'
import { withSourceLock } from './run-lock.ts'
import { beginRun, clearStaging, endRun, forgetRun, sweepCutShort } from './runs.ts'
import { settleRows } from './settle-rows.ts'
import { stageRows, statusIdsByKey } from './staging.ts'

export type Prepared = { run: ImportRun; company: Company; plan: ImportPlan }

export type ImportOutcome =
  | { state: 'refused'; refusal: FileRefusal }
  /** Nothing was written: it must be confirmed first, or not one row could be taken. */
  | { state: 'unconfirmed' | 'nothingTaken'; plan: ImportPlan; totals: BooksTotals }
  | {
      state: 'done'
      plan: ImportPlan
      counts: ImportCounts
      absent: number
      /** What could be read, and the journal refused all the same. */
      notTaken: RowError[]
      totals: BooksTotals
    }

/** Compares a file with the books and shows what importing it would do; nothing is kept of it. */
export async function previewImport<T>(
  ports: ImportPorts,
  request: ImportRequest,
  show: (prepared: Prepared) => Promise<T>,
): Promise<{ refusal: FileRefusal } | { shown: T }> {
  return withPrepared(ports, request, 'preview', async (prepared) => {
    const shown = await show(prepared)
    await forgetRun(ports.database.db, prepared.run)
    return { shown }
  })
}

export type ImportWatch = {
  confirm: boolean
  /** Told before anything is written. */
  planned?: (prepared: Prepared) => Promise<void>
  /** Told after each transaction: changes done so far, and all of them. */
  progress?: (done: number, of: number) => void
}

/** Imports a file into a company's books: says what it will do, asks where it must, and makes the entries. */
export async function importFile(
  ports: ImportPorts,
  request: ImportRequest,
  { confirm, planned, progress }: ImportWatch,
): Promise<ImportOutcome> {
  const { db } = ports.database
  const outcome = await withPrepared<ImportOutcome>(ports, request, 'running', async (prepared) => {
    const { run, company, plan } = prepared
    await planned?.(prepared)
    const { counts, absent } = plan
    const totals = () => booksTotals(db, run.companyId, company.currency)
    const nothingTaken = counts.errors === counts.read
    if (nothingTaken || (plan.guard.length > 0 && !confirm)) {
      await forgetRun(db, run)
      return { state: nothingTaken ? 'nothingTaken' : 'unconfirmed', plan, totals: await totals() }
    }
    let done = 0
    const toDo = counts.added + counts.changed + counts.closed + absent
    const refused = await applyChanges(ports, run, collectorFinder(company), (changes) =>
      progress?.((done += changes), Math.max(toDo, done)),
    )
    const notTaken = await listNotTaken(db, run, refused)
    const after = withoutNotTaken(counts, absent, refused, notTaken)
    await endRun(db, run, 'done', { ...after.counts, absent: after.absent }, null, ports.now())
    return { state: 'done', plan, ...after, notTaken, totals: await totals() }
  })
  return 'refusal' in outcome ? { state: 'refused', refusal: outcome.refusal } : outcome
}

/** Stages and compares a file under the lock of its source; the staging is emptied whatever happens. */
async function withPrepared<T>(
  ports: ImportPorts,
  request: ImportRequest,
  state: 'preview' | 'running',
  work: (prepared: Prepared) => Promise<T>,
): Promise<{ refusal: FileRefusal } | T> {
  const { db } = ports.database
  const { companyId, mapping } = request
  return withSourceLock(ports.database, companyId, mapping.source, async () => {
    await sweepCutShort(db, companyId, mapping.source, ports.now())
    const company = await loadCompany(db, companyId)
    const unknown = unknownStatuses(request, company)
    if (unknown.length > 0) return { refusal: { code: 'statusesUnknown', keys: unknown } }
    const understood = await understandFile(request.source, mapping, request.asOf)
    if ('refusal' in understood) return understood
    const { file } = understood
    const run = { ...request, id: ports.newId() }
    await beginRun(db, run, state, file.layout.sha256, ports.now())
    try {
      const read = await stageRows(db, run, file, company)
      if (read === 0) {
        await forgetRun(db, run)
        return { refusal: { code: 'noRows' } }
      }
      await settleRows(db, run, file.reading.columns.number?.header ?? '')
      const columnsAbsent = [...new Set(file.ownAbsent.map(({ column }) => column))]
      return await work({ run, company, plan: await planImport(db, run, company, { read, columnsAbsent }) })
    } catch (error) {
      if (state === 'preview') await forgetRun(db, run)
      else
        await endRun(
          db,
          run,
          'failed',
          null,
          error instanceof Error ? error.message : String(error),
          ports.now(),
        )
      throw error
    } finally {
      await clearStaging(db, run)
    }
  })
}

function unknownStatuses({ mapping }: ImportRequest, company: Company): string[] {
  const known = statusIdsByKey(company)
  return [...new Set(Object.values(mapping.statuses))].filter((key) => !known.has(key))
}
