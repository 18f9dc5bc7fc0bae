import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { newId } from '#shared/base/ids.ts'
import { type FirstRunState, firstRunSchema } from '#shared/protocol/first-run.ts'
import type { Database } from '../db/open.ts'
import type { AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { journalPorts } from '../journal/ports.ts'
import type { Auth } from '../people/auth.ts'
import { createUser } from '../people/users.ts'
import { createCompanyInStore } from './create-company.ts'
import { savePeople } from './people-store.ts'
import { companies, people } from './tables.ts'

export async function firstRunState({ db }: Database): Promise<FirstRunState> {
  const [company] = await db.select({ id: companies.id }).from(companies).limit(1)
  const [person] = await db.select({ id: people.id }).from(people).limit(1)
  return { needsCompany: !company, needsAdministrator: !person }
}

/** The secret of the one-time link: lives as long as the process and only while nobody can sign in. */
export function createFirstRunToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Making the first administrator, under `/api/first-run`. */
export function firstRunRoutes(database: Database, auth: Auth, token: string): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  /** Answers `{needsCompany, needsAdministrator}`. */
  routes.get('/', async (c) => c.json(await firstRunState(database)))

  /** Takes the link's token, the company where there is none, and name, e-mail and password of its administrator. */
  routes.post('/', async (c) => {
    const given = await jsonBody(c, firstRunSchema)
    const state = await firstRunState(database)
    if (!state.needsAdministrator)
      throw new ProblemAnswer('conflict', 'There is an administrator already: sign in.')
    if (!isSame(given.token, token))
      throw new ProblemAnswer(
        'forbidden',
        'This link is not the one the server printed last: start it again for a new one.',
      )
    if (state.needsCompany && !given.company)
      throw new ProblemAnswer('malformed', 'The company is missing.', {
        errors: [{ field: 'company', detail: 'name, currency and time zone are needed' }],
      })
    let [company] = await database.db.select({ id: companies.id }).from(companies).limit(1)
    if (!company && given.company) {
      company = { id: newId(journalPorts.now(), randomBytes(16)) }
      await createCompanyInStore(database, { ...company, ...given.company }, journalPorts)
    }
    if (!company) throw new ProblemAnswer('conflict', 'The company could not be made.')
    const { email, name, password } = given
    const { id } = await createUser(auth, { email, name, password })
    const person = { id, name, email, role: 'administrator' as const, entity: null, active: true }
    await savePeople(database, company.id, [person], journalPorts)
    return c.json({ email }, 201)
  })
  return routes
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
