import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { freshPostgresUrl, testEngine } from '../testing/databases.ts'
import { LEDGER, type LedgerRow, ledgerText } from '../testing/an-import.ts'
import { runImportCommand } from './import-command.ts'

/** An empty store and a folder for files; the command is run on them as a terminal would. */
async function aStore() {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-import-'))
  const place =
    testEngine === 'postgres' ? { url: await freshPostgresUrl() } : { folder: join(folder, 'database') }
  const mapping = join(folder, 'mapping.json')
  const custom = [
    { column: 'region', of: 'client', name: 'Region' },
    { column: 'sector', of: 'client', name: 'Sector' },
  ]
  writeFileSync(mapping, JSON.stringify({ ...LEDGER, custom }))
  const run = async (rows: LedgerRow[] | string, ...args: string[]) => {
    const file = join(folder, 'ledger.csv')
    writeFileSync(file, typeof rows === 'string' ? rows : ledgerText(rows))
    const said: string[] = []
    const code = await runImportCommand([file, '--mapping', mapping, ...args], place, (line) =>
      said.push(line),
    )
    const { version, ...last } = JSON.parse(said.at(-1) ?? '') as { version: number }
    return { code, last, version, said: said.slice(0, -1).join('\n') }
  }
  return { run, place }
}

const rows = Array.from({ length: 5 }, (_, at) => ({ number: `000${at}`, disputed: at === 0 ? 'yes' : 'no' }))
const counts = { read: 5, added: 0, changed: 0, unchanged: 0, closed: 0, ignored: 0, errors: 0, absent: 0 }
const books = { open: 5, outstanding: { EUR: 50_000 }, disputed: { EUR: 10_000 } }

test('the command makes a company in an empty store, imports, and says everything again in one last line', async () => {
  const { run } = await aStore()
  const day = ['--full', '--as-of', '2026-01-20']
  const first = await run(rows, ...day, '--company', 'Verdier', '--currency', 'EUR')
  expect(first).toMatchObject({ code: 0, last: { ...counts, added: 5, ...books } })
  expect(Object.keys(first.last)).toEqual([
    ...['read', 'added', 'changed', 'unchanged', 'closed', 'ignored', 'errors', 'absent'],
    ...['open', 'outstanding', 'disputed'],
  ])
  expect(first.said).toContain('Made the company “Verdier” in EUR.')

  const again = await run(rows, ...day)
  expect(again).toMatchObject({
    code: 0,
    version: first.version,
    last: { ...counts, unchanged: 5, ...books },
  })

  const placed = rows.map((row) => ({ ...row, region: 'Nord' }))
  const filled = await run(placed, ...day)
  expect(filled).toMatchObject({ code: 0, last: { ...counts, changed: 5, ...books } })
  expect(filled.said).toContain(
    'The file has no column “sector”: what was read from it before stays as it is.',
  )
  expect(await run(placed, ...day)).toMatchObject({ version: filled.version, last: { unchanged: 5 } })
  expect(await run(rows, ...day)).toMatchObject({ last: { ...counts, changed: 5 } })

  const wrong = await run([...rows.slice(1), { number: '0000', amount: 'x' }], ...day)
  expect(wrong).toMatchObject({ code: 3, last: { ...counts, unchanged: 4, errors: 1, ...books } })
  expect(wrong.said).toContain('Line 6, column “amount”: “x” – This is not an amount.')

  const asked = await run(rows.slice(0, 1), ...day)
  expect(asked).toMatchObject({ code: 1, last: { read: 1, absent: 4, ...books } })
  expect(asked.version).toBe(wrong.version)
  expect(asked.said).toContain('It would close 4 of the 5 open items of this source at once.')
  expect(await run(rows.slice(0, 1), ...day, '--confirm')).toMatchObject({
    code: 0,
    last: { absent: 4, open: 1 },
  })

  expect(await run('', ...day)).toMatchObject({
    code: 1,
    said: 'The file is empty.',
    last: { read: 0, open: 1 },
  })
  await expect(run(rows, '--company', 'Nobody')).rejects.toThrow(
    'There is no company “Nobody” here; there is “Verdier”.',
  )
})

test('an absent item that could not be closed is listed, and the command ends with 3', async () => {
  const { run, place } = await aStore()
  await run(rows, '--full', '--as-of', '2026-01-20')
  const database = await openDatabase(place)
  await database.db.execute(sql`alter table items add constraint items_stay_open check (closed_on is null)`)
  await database.close()
  const end = await run(rows.slice(1), '--full', '--as-of', '2026-01-21')
  expect(end).toMatchObject({ code: 3, last: { ...counts, read: 4, unchanged: 4, open: 5 } })
  expect(end.said).toContain(
    'Item “0000” – The file no longer has this open item, but it could not be closed',
  )
})
