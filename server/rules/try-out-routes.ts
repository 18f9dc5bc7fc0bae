import { Hono } from 'hono'
import { permissionsOf } from '#shared/journal/may.ts'
import { type TryOutAnswer, tryOutSchema } from '#shared/protocol/try-out.ts'
import { wouldHave } from '#shared/statuses/try-out.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Database } from '../db/open.ts'
import { jsonBody } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { signedInOnly } from '../people/signed-in.ts'
import { itemsNamed, staysOf, statusTaken } from './status-history.ts'

type Parts = { database: Database; auth: Auth }

/** How many items are named; all are counted. */
const NAMED = 100

/** What a status would have done in the past, under `/api/rules/try-out`. Nothing is kept. */
export function tryOutRoutes({ database: { db }, auth }: Parts): Hono<AtWorkEnv> {
  const routes = new Hono<AtWorkEnv>()
  routes.use(signedInOnly(auth, db), atWorkOnly(db))

  /** `{status, from, to}` → `{rows, total, more}`, by the history of the company; for whoever may save the status. */
  routes.post('/', async (c) => {
    if (permissionsOf('setting.saved')[c.get('person').role] === 'never')
      throw new ProblemAnswer('forbidden', 'Only who sets the rules tries them.')
    const { status, from, to } = await jsonBody(c, tryOutSchema)
    if (status.kind !== 'status' || from > to)
      throw new ProblemAnswer('malformed', 'A status and two days in their order are needed.')
    const companyId = c.get('companyId')
    const company = await loadCompany(db, companyId)
    const taken = await statusTaken(db, companyId, status.id, { from, to }, company.timeZone)
    const stays = await staysOf(db, companyId, [...new Set(taken.map(({ itemId }) => itemId))])
    const found = wouldHave(status, taken, stays, company).reverse()
    const named = await itemsNamed(
      db,
      companyId,
      found.slice(0, NAMED).map(({ itemId }) => itemId),
    )
    const rows = found.slice(0, NAMED).flatMap((one) => {
      const item = named.get(one.itemId)
      return item ? [{ ...one, ...item }] : []
    })
    const answer: TryOutAnswer = { rows, total: found.length, more: found.length > NAMED }
    return c.json(answer)
  })
  return routes
}
