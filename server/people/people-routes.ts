import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { RUNS_THE_COMPANY } from '#shared/journal/permissions.ts'
import { type MeAnswer, type PersonStanding, deviceKeySchema } from '#shared/protocol/people.ts'
import { deviceSchema } from '#shared/protocol/push.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Database } from '../db/open.ts'
import { jsonBody } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { type AtWorkEnv, atWorkOnly } from './at-work.ts'
import type { Auth } from './auth.ts'
import { openCasesOf } from './open-cases.ts'
import { devicesOf, registerKey, signOutDevice } from './devices.ts'
import { signedInOnly } from './signed-in.ts'

type Parts = { database: Database; auth: Auth; now: () => number }

/** Oneself and one's devices, under `/api`. */
export function peopleRoutes({ database: { db }, auth, now }: Parts): Hono<AtWorkEnv> {
  const routes = new Hono<AtWorkEnv>()
  for (const path of ['/me', '/people/*']) routes.use(path, signedInOnly(auth, db), atWorkOnly(db))

  /** Answers `{person, company: {id, name}}`. */
  routes.get('/me', async (c) => {
    const companyId = c.get('companyId')
    const { name } = await loadCompany(db, companyId)
    const answer: MeAnswer = { person: c.get('person'), company: { id: companyId, name } }
    return c.json(answer)
  })

  /** Answers `{devices}`, the one heard of last first. */
  routes.get('/people/devices', async (c) => {
    const { sessionId, userId } = c.get('signedIn')
    const asked = { companyId: c.get('companyId'), personId: userId, sessionId, now: now() }
    return c.json({ devices: await devicesOf(db, asked) })
  })

  /** Answers `{openCases, devices}` of a colleague, to those who run the company. */
  routes.get('/people/:id/standing', async (c) => {
    const companyId = c.get('companyId')
    const personId = idIn(c)
    if (RUNS_THE_COMPANY[c.get('person').role] !== 'everywhere')
      throw new ProblemAnswer('forbidden', 'Only those who run the company are told this.')
    const asked = { companyId, personId, sessionId: c.get('signedIn').sessionId, now: now() }
    const [openCases, devices] = await Promise.all([
      openCasesOf(db, companyId, personId),
      devicesOf(db, asked),
    ])
    const answer: PersonStanding = { openCases, devices }
    return c.json(answer)
  })

  /** Keeps the public half of this device's key, `{key}`: with the other half, and only into quarantine, it may push later. */
  routes.put('/people/devices/:id/key', async (c) => {
    const { key } = await jsonBody(c, deviceKeySchema)
    const { sessionId, userId: personId } = c.get('signedIn')
    const userAgent = c.req.header('user-agent') ?? ''
    const mine = { companyId: c.get('companyId'), personId, deviceId: idIn(c), sessionId }
    await registerKey(db, { ...mine, userAgent, now: now() }, JSON.stringify(key))
    return c.json({ registered: true })
  })

  /** Ends the session of one of one's own devices; it hands over what it has not sent and gives up the rest. */
  routes.post('/people/devices/:id/sign-out', async (c) => {
    const mine = { companyId: c.get('companyId'), personId: c.get('signedIn').userId }
    const isMine = await signOutDevice(db, { ...mine, deviceId: idIn(c), now: now() })
    if (!isMine) throw new ProblemAnswer('not-found', 'You have no such device.')
    return c.json({ signedOut: true })
  })
  return routes
}

/** The id in an address; what no id can be is nobody's. */
function idIn(c: Context<AtWorkEnv, '/:id'>): string {
  const read = z.safeParse(deviceSchema, c.req.param('id'))
  if (!read.success) throw new ProblemAnswer('not-found', 'There is nothing under this address.')
  return read.data
}
