import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod/mini'
import type { HistoryRow } from '#shared/journal/history.ts'
import { permissionsOf } from '#shared/journal/may.ts'
import { COMPANY_HISTORY_PAGE, type CompanyHistory } from '#shared/protocol/company-history.ts'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { queryOf } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { historyColumns } from '../journal/history-columns.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { signedInOnly } from '../people/signed-in.ts'

const querySchema = z.strictObject({
  before: z.optional(z.coerce.number().check(z.int(), z.positive())),
})

/** The history of the company itself, under `/api/company/history`: it is in no client's file, and read online. */
export function companyHistoryRoutes({
  database: { db },
  auth,
}: {
  database: Database
  auth: Auth
}): Hono<AtWorkEnv> {
  const routes = new Hono<AtWorkEnv>()
  routes.use(signedInOnly(auth, db), atWorkOnly(db))

  /** `[?before=<number>]` → `{rows, more}`, the newest first. */
  routes.get('/', async (c) => {
    if (permissionsOf('setting.saved')[c.get('person').role] === 'never')
      throw new ProblemAnswer('forbidden', 'Only who may change the settings reads what was changed.')
    const { before } = queryOf(c, querySchema)
    const rows = await rowsOf<HistoryRow>(
      db,
      sql`select ${historyColumns} from history
        where company_id = ${c.get('companyId')} and client_id is null and kind <> 'preferences.saved'
          and number < ${before ?? Number.MAX_SAFE_INTEGER}
        order by number desc limit ${COMPANY_HISTORY_PAGE + 1}`,
    )
    const answer: CompanyHistory = {
      rows: rows.slice(0, COMPANY_HISTORY_PAGE),
      more: rows.length > COMPANY_HISTORY_PAGE,
    }
    return c.json(answer)
  })
  return routes
}
