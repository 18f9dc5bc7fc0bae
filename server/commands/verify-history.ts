import { sql } from 'drizzle-orm'
import { openDatabase } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { databasePlace, readSettings } from '../env.ts'
import { headsFolder, readHeads } from '../journal/kept-heads.ts'
import { describeChain } from '../journal/say-chain.ts'
import { verifyChain } from '../journal/verify-chain.ts'
import { runMain } from '../run-main.ts'

/** `npm run verify-history`: whether the history of each company is as it was written. The last line is JSON. */
await runMain(async () => {
  const settings = readSettings(process.env)
  const database = await openDatabase(databasePlace(settings))
  try {
    const companies = await rowsOf<{ id: string; name: string }>(
      database.db,
      sql`select company_id as id, data ->> 'name' as name from settings where kind = 'company' order by company_id`,
    )
    const totals = { companies: companies.length, rows: 0, erased: 0, breaks: 0 }
    for (const { id, name } of companies) {
      const kept = readHeads(headsFolder(settings.dataDir), id)
      const report = await database.transaction((tx) => verifyChain(tx, id, kept), { snapshot: true })
      for (const line of describeChain(name, report, kept.length)) process.stdout.write(`${line}\n`)
      totals.rows += report.rows
      totals.erased += report.erased.reduce((sum, { from, to }) => sum + to - from + 1, 0)
      totals.breaks += report.breaks.length
    }
    process.stdout.write(`${JSON.stringify(totals)}\n`)
    process.exitCode = totals.breaks === 0 ? 0 : 1
  } finally {
    await database.close()
  }
})
