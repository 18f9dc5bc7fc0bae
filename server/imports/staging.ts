import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { ImportedItem, OwnFields } from '#shared/imports/imported-item.ts'
import { importedClientId, importedItemId } from '#shared/imports/imported-ids.ts'
import type { RowError } from '#shared/imports/row-error.ts'
import type { Db } from '../db/open.ts'
import { insert } from '../journal/upsert.ts'
import type { ImportRun } from './import-run.ts'
import type { UnderstoodFile, UnderstoodRow } from './read-file.ts'
import { importErrors, importRows } from './tables.ts'

const ROWS_A_STATEMENT = 1000
const CLIENT_IDS_KEPT = 20_000
const LONGEST_VALUE = 200

type StagedRow = typeof importRows.$inferInsert
type StagedError = typeof importErrors.$inferInsert

/** Puts the rows of a file beside the books, a thousand a statement; returns how many there were. */
export async function stageRows(
  db: Db,
  run: ImportRun,
  file: UnderstoodFile,
  company: Company,
): Promise<number> {
  const statusIds = statusIdsByKey(company)
  const clientIds = new Map<string, string>()
  let read = 0
  let rows: StagedRow[] = []
  let errors: StagedError[] = []

  function clientIdOf(number: string): string {
    let id = clientIds.get(number)
    if (id === undefined) {
      if (clientIds.size >= CLIENT_IDS_KEPT) clientIds.clear()
      clientIds.set(number, (id = importedClientId(run.companyId, number)))
    }
    return id
  }

  function take({ line, result }: UnderstoodRow): void {
    if ('errors' in result) {
      rows.push({ ...EMPTY_ROW, runId: run.id, line, result: 'error', number: result.number })
      errors.push(...result.errors.map((error, n) => stagedError(run.id, error, n)))
    } else if ('ignored' in result) {
      rows.push({ ...EMPTY_ROW, runId: run.id, line, result: 'ignored', number: result.number })
    } else {
      const item = result.ok
      const statusId = item.statusKey === null ? null : (statusIds.get(item.statusKey) ?? null)
      rows.push({
        ...stagedItem(item),
        runId: run.id,
        line,
        result: 'ok',
        clientId: clientIdOf(item.clientNumber),
        itemId: importedItemId(run.companyId, run.mapping.source, item),
        statusId,
      })
    }
  }

  async function write(): Promise<void> {
    read += rows.length
    await insert(db, importRows, rows)
    await insert(db, importErrors, errors)
    rows = []
    errors = []
  }

  for await (const batch of file.rows()) {
    for (const row of batch) {
      take(row)
      if (rows.length >= ROWS_A_STATEMENT) await write()
    }
  }
  await write()
  await db.execute(sql`analyze import_rows`)
  return read
}

const EMPTY_ROW = {
  number: null,
  clientNumber: null,
  clientId: null,
  itemId: null,
  kind: null,
  entity: null,
  currency: null,
  amountMinor: null,
  balanceMinor: null,
  issuedOn: null,
  dueOn: null,
  closedOn: null,
  sourceStatus: null,
  statusId: null,
  clientName: null,
  collector: null,
  email: null,
  phone: null,
  itemFields: null,
  clientFields: null,
} satisfies Partial<StagedRow>

function stagedItem(item: ImportedItem) {
  const { settledOn, statusValue, statusKey: _, clientName, ownFields, clientFields, ...cells } = item
  return {
    ...cells,
    closedOn: settledOn satisfies CalendarDay | null,
    sourceStatus: statusValue,
    // A name that only repeats the number says nothing, and must not replace one that another source gave.
    clientName: clientName === item.clientNumber ? null : clientName,
    itemFields: isEmpty(ownFields) ? null : ownFields,
    clientFields: isEmpty(clientFields) ? null : clientFields,
  }
}

function isEmpty(fields: OwnFields): boolean {
  for (const _ in fields) return false
  return true
}

function stagedError(runId: string, error: RowError, n: number): StagedError {
  return { ...error, runId, n, value: keepable(error.value), column: error.column }
}

/** A wrong cell may hold anything; the database takes neither NUL nor half a character. */
function keepable(text: string): string {
  return Buffer.from(text.slice(0, LONGEST_VALUE)).toString().replaceAll('\u0000', ' ')
}

export function statusIdsByKey(company: Company): Map<string, string> {
  return new Map(company.statuses.filter(({ data }) => data.active).map(({ id, data }) => [data.key, id]))
}
