import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import { newId } from '#shared/base/ids.ts'
import { type Mapping } from '#shared/imports/mapping.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import { createCompanyInStore } from '../../server/company/create-company.ts'
import { openDatabase } from '../../server/db/open.ts'
import { fileSource } from '../../server/imports/file-source.ts'
import { importFile } from '../../server/imports/import-file.ts'
import { Journal } from '../../server/journal/journal.ts'
import { journalPorts } from '../../server/journal/ports.ts'
import { startPostgres } from '../../server/testing/postgres.ts'
import type { Figure } from './figure.ts'
import { rounded } from './statistics.ts'

const ITEMS = 100_000
const CLIENTS = 5_000
const COLUMNS = ['client', 'name', 'number', 'amount', 'issued', 'due'] as const

const MAPPING: Mapping = {
  ...BLANK_MAPPING,
  name: 'bench',
  source: 'bench',
  columns: {
    clientNumber: 'client',
    clientName: 'name',
    number: 'number',
    amount: 'amount',
    issuedOn: 'issued',
    dueOn: 'due',
  },
  dates: 'Y-M-D',
  decimal: '.',
  fixed: { currency: 'EUR', entity: null },
}

/** Rows a second of a full import of 100,000 items, new and then unchanged; against COPY of the same file into a bare table. */
export async function importBench(): Promise<Figure[]> {
  const running = await startPostgres({ durable: true })
  const folder = mkdtempSync(join(tmpdir(), 'suivi-bench-import-'))
  const path = join(folder, 'ledger.csv')
  writeFileSync(path, ledger())
  const database = await openDatabase({ url: running.url })
  try {
    const copied = await copy(running.url, path)
    const ports = { ...journalPorts, newId: () => newId(Date.now(), randomBytes(16)) }
    const companyId = ports.newId()
    await createCompanyInStore(
      database,
      { id: companyId, name: 'Bench', currency: 'EUR', timeZone: 'Europe/Paris' },
      ports,
    )
    const journal = new Journal(database, { ...journalPorts, committed: () => {} })
    const run = async (expected: 'added' | 'unchanged') => {
      const request = {
        companyId,
        source: fileSource(path),
        fileName: 'ledger.csv',
        mapping: MAPPING,
        asOf: '2026-11-22',
        mode: 'full' as const,
        by: 'command',
      }
      const begun = performance.now()
      const outcome = await importFile({ database, journal, now: ports.now, newId: ports.newId }, request, {
        confirm: true,
      })
      const rate = (ITEMS / (performance.now() - begun)) * 1000
      if (outcome.state !== 'done' || outcome.counts[expected] !== ITEMS)
        throw new Error(JSON.stringify(outcome).slice(0, 2000))
      return rate
    }
    const against = `COPY of the same file into a bare table: ${rounded(copied)} rows/s`
    const figure = (name: string, rate: number): Figure => ({
      name,
      value: rounded(rate),
      unit: 'rows/s',
      ratio: rounded(rate / copied, 4),
      against,
    })
    return [figure('import/first', await run('added')), figure('import/unchanged', await run('unchanged'))]
  } finally {
    await database.close()
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function ledger(): string {
  const rows = Array.from({ length: ITEMS }, (_, n) => {
    const client = n % CLIENTS
    const month = String((n % 9) + 1).padStart(2, '0')
    const amount = (100 + (n % 5000) / 4).toFixed(2)
    return `C${10_000 + client},Client number ${client},F${n},${amount},2026-${month}-05,2026-${month}-28`
  })
  return [COLUMNS.join(','), ...rows, ''].join('\n')
}

async function copy(url: string, path: string): Promise<number> {
  const sql = postgres(url, { max: 1 })
  await sql`create table bare (client text, name text, number text, amount numeric, issued date, due date)`
  const begun = performance.now()
  const into = await sql`copy bare from stdin with (format csv, header)`.writable()
  await pipeline(createReadStream(path), into)
  const rate = (ITEMS / (performance.now() - begun)) * 1000
  await sql.end()
  return rate
}
