import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { assign } from '#shared/assignment/assign.ts'
import { candidatesFor } from '#shared/assignment/candidates.ts'
import { dayIn } from '#shared/base/calendar-day.ts'
import { findItem } from '#shared/clients/client-file.ts'
import { amountMinor } from '#shared/dunning/next-step.ts'
import { permissionsOf } from '#shared/journal/may.ts'
import { type AssignmentTest, assignmentTestSchema } from '#shared/protocol/assignment-test.ts'
import { items } from '../clients/tables.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Database } from '../db/open.ts'
import { jsonBody } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { type AtWorkEnv, atWorkOnly } from './at-work.ts'
import type { Auth } from './auth.ts'
import { openCasesByResolver } from './open-cases.ts'
import { signedInOnly } from './signed-in.ts'

type Parts = { database: Database; auth: Auth; now: () => number }

/** Trying assignment, under `/api/rules/assignment-test`: the rule of the journal, asked without opening anything. */
export function assignmentTestRoutes({ database: { db }, auth, now }: Parts): Hono<AtWorkEnv> {
  const routes = new Hono<AtWorkEnv>()
  routes.use(signedInOnly(auth, db), atWorkOnly(db))

  /** `{itemId, reasonId}` → `{resolverId, because, candidates}`, whether or not the company has it switched on. */
  routes.post('/', async (c) => {
    if (permissionsOf('person.criteriaSaved')[c.get('person').role] === 'never')
      throw new ProblemAnswer('forbidden', 'Only who sets the criteria tries them.')
    const { itemId, reasonId } = await jsonBody(c, assignmentTestSchema)
    const companyId = c.get('companyId')
    const [row] = await db
      .select({ clientId: items.clientId })
      .from(items)
      .where(and(eq(items.companyId, companyId), eq(items.id, itemId)))
    const file = row && (await loadFiles(db, companyId, [row.clientId])).get(row.clientId)?.file
    const item = file && findItem(file, itemId)
    if (!item) throw new ProblemAnswer('not-found', 'There is no such item.')
    const company = await loadCompany(db, companyId)
    const today = dayIn(company.timeZone, now())
    const minor = amountMinor([item], company, today)
    const asked = { client: file.client, items: [item], reasonId, amountMinor: minor }
    const people = [...company.people.values()]
    const loads = await openCasesByResolver(db, companyId)
    const answer: AssignmentTest = {
      ...assign(asked, people, loads, today),
      candidates: candidatesFor(asked, people, loads, today),
    }
    return c.json(answer)
  })
  return routes
}
