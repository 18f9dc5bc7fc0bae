import { Hono } from 'hono'
import { adoptSchema, discardSchema } from '#shared/protocol/quarantine.ts'
import type { Database } from '../db/open.ts'
import { jsonBody } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Journal } from '../journal/journal.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { signedInOnly } from '../people/signed-in.ts'
import { decideQuarantined, finishClaims } from './decide-quarantined.ts'
import { quarantineList, quarantinedOf } from './quarantined.ts'

type Parts = { database: Database; auth: Auth; journal: Journal; now: () => number }

/** What devices of people who left have handed over, under `/api/quarantine`; for administrators. */
export function quarantineRoutes(parts: Parts): Hono<AtWorkEnv> {
  const { database, auth } = parts
  const { db } = database
  const routes = new Hono<AtWorkEnv>()
  routes.use(signedInOnly(auth, db))
  routes.use(atWorkOnly(db))
  routes.use(async (c, next) => {
    if (c.get('person').role !== 'administrator')
      throw new ProblemAnswer('forbidden', 'Only administrators decide what waits here.')
    await next()
  })

  /** Answers `{waiting, waitingCount, decided}`. */
  routes.get('/', async (c) => {
    const companyId = c.get('companyId')
    await finishClaims(parts, companyId)
    return c.json(await quarantineList(db, companyId))
  })

  /** Takes `{entryIds}`: decided now, as the administrator's act for their author. Answers `{entries}` as they stand now. */
  routes.post('/adopt', async (c) => {
    const { entryIds } = await jsonBody(c, adoptSchema)
    const companyId = c.get('companyId')
    const administratorId = c.get('person').id
    await decideQuarantined(parts, { companyId, administratorId, entryIds, what: 'adopted', reason: null })
    return c.json({ entries: await quarantinedOf(db, companyId, entryIds) })
  })

  /** Takes `{entryIds, reason}`: let go of, with the reason in the history. Answers `{entries}` as they stand now. */
  routes.post('/discard', async (c) => {
    const { entryIds, reason } = await jsonBody(c, discardSchema)
    const companyId = c.get('companyId')
    const administratorId = c.get('person').id
    await decideQuarantined(parts, { companyId, administratorId, entryIds, what: 'discarded', reason })
    return c.json({ entries: await quarantinedOf(db, companyId, entryIds) })
  })
  return routes
}
