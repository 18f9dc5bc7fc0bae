import { sql } from 'drizzle-orm'
import type { Id } from '#shared/base/ids.ts'
import { createCompanyInStore } from '../company/create-company.ts'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { JournalPorts } from '../journal/journal.ts'
import { StartFailure } from '../start-failure.ts'

export type CompanyWanted = { name: string | undefined; currency: string; timeZone: string }

/** The company whose books are meant. An empty store gets one first. */
export async function companyForImport(
  database: Database,
  wanted: CompanyWanted,
  ports: Pick<JournalPorts, 'now' | 'stamp'> & { newId: () => Id },
): Promise<{ id: Id; made: string | null }> {
  const companies = await rowsOf<{ id: Id; name: string }>(
    database.db,
    sql`select company_id as id, data ->> 'name' as name from settings where kind = 'company' and not removed order by 2`,
  )
  if (companies.length === 0) {
    const id = ports.newId()
    const name = wanted.name ?? 'My company'
    await createCompanyInStore(
      database,
      { id, name, currency: wanted.currency, timeZone: wanted.timeZone },
      ports,
    )
    return { id, made: name }
  }
  const meant = wanted.name === undefined ? companies : companies.filter(({ name }) => name === wanted.name)
  const [only] = meant
  if (only && meant.length === 1) return { id: only.id, made: null }
  const names = companies.map(({ name }) => `“${name}”`).join(', ')
  throw new StartFailure(
    wanted.name === undefined
      ? `There are several companies here: say which with --company (${names}).`
      : `There is no company “${wanted.name}” here; there is ${names}.`,
  )
}
