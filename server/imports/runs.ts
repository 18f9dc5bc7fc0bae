import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ImportCounts } from '#shared/imports/import-plan.ts'
import type { RowError } from '#shared/imports/row-error.ts'
import type { Database, Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { ImportRun } from './import-run.ts'
import { SourceBusy, withSourceLock } from './run-lock.ts'
import { importChanges, importClients, importErrors, importRows, imports } from './tables.ts'

const ERRORS_KEPT = 1000

export async function beginRun(
  db: Db,
  { id, companyId, mapping, fileName, asOf, mode, by }: ImportRun,
  state: 'preview' | 'running',
  sha256: string,
  at: number,
): Promise<void> {
  const { source, name } = mapping
  await db
    .insert(imports)
    .values({ id, companyId, source, mapping: name, fileName, asOf, mode, sha256, state, by, at })
}

export async function endRun(
  db: Db,
  { id, companyId }: ImportRun,
  state: 'done' | 'failed',
  counts: (ImportCounts & { absent: number }) | null,
  message: string | null,
  finishedAt: number,
): Promise<void> {
  await db
    .update(imports)
    .set({ state, counts, message, finishedAt })
    .where(and(eq(imports.companyId, companyId), eq(imports.id, id)))
  await db.execute(sql`
    delete from import_errors where run_id = ${id} and (line, n) > (
      select line, n from import_errors where run_id = ${id} order by line, n limit 1 offset ${ERRORS_KEPT - 1})`)
}

/** A run that wrote nothing leaves nothing. */
export async function forgetRun(db: Db, { id, companyId }: ImportRun): Promise<void> {
  await db.delete(imports).where(and(eq(imports.companyId, companyId), eq(imports.id, id)))
  await db.delete(importErrors).where(eq(importErrors.runId, id))
}

export async function clearStaging(db: Db, { id }: Pick<ImportRun, 'id'>): Promise<void> {
  for (const table of [importRows, importClients, importChanges])
    await db.delete(table).where(eq(table.runId, id))
}

/** What a stopped process left of this source: under its lock nobody else can be at work on it. */
export async function sweepCutShort(db: Db, companyId: string, source: string, now: number): Promise<void> {
  const unfinished = and(
    eq(imports.companyId, companyId),
    eq(imports.source, source),
    inArray(imports.state, ['preview', 'running']),
  )
  for (const { id, state } of await db
    .select({ id: imports.id, state: imports.state })
    .from(imports)
    .where(unfinished)) {
    await clearStaging(db, { id })
    if (state === 'preview') await db.delete(imports).where(eq(imports.id, id))
    else
      await db
        .update(imports)
        .set({ state: 'failed', message: 'It was cut short.', finishedAt: now })
        .where(eq(imports.id, id))
  }
}

/** Sweeps the sources with a running run whose lock nobody holds. */
export async function failDeadRuns(database: Database, companyId: string, now: number): Promise<void> {
  const { db } = database
  const running = await db
    .selectDistinct({ source: imports.source })
    .from(imports)
    .where(and(eq(imports.companyId, companyId), eq(imports.state, 'running')))
  for (const { source } of running) {
    try {
      await withSourceLock(database, companyId, source, () => sweepCutShort(db, companyId, source, now))
    } catch (error) {
      if (!(error instanceof SourceBusy)) throw error
    }
  }
}

type Place = { line: number; n: number }

/** The errors of a run by line, a page at a time. */
export async function* pagesOfErrors(db: Db, runId: string, pageSize = 500): AsyncGenerator<RowError[]> {
  let after: Place = { line: 0, n: -1 }
  for (;;) {
    const page = await rowsOf<RowError & Place>(
      db,
      sql`select line, n, "column", value, code, params from import_errors
          where run_id = ${runId} and (line, n) > (${after.line}, ${after.n})
          order by line, n limit ${pageSize}`,
    )
    const last = page.at(-1)
    if (!last) return
    after = last
    yield page.map(({ n: _, ...error }) => error)
  }
}

export async function firstErrors(db: Db, runId: string, limit: number): Promise<RowError[]> {
  for await (const page of pagesOfErrors(db, runId, limit)) return page
  return []
}
