import postgres from 'postgres'
import type { Site } from './site.ts'

export type Said = { shown: number; lost: number; twice: number }

/** How often the database holds each of these comments; all must be there once. */
export async function compareSaid(site: Site, texts: readonly string[]): Promise<Said> {
  const sql = postgres(site.databaseUrl, { max: 1 })
  const rows = await sql<{ text: string }[]>`
    select data->>'text' as text from entries
    where company_id = ${site.ledger.companyId} and kind = 'comment.written'`
  await sql.end()
  const times = texts.map((text) => rows.filter((row) => row.text === text).length)
  return {
    shown: texts.length,
    lost: times.filter((count) => count === 0).length,
    twice: times.filter((count) => count > 1).length,
  }
}
