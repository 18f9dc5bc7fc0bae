import { Hono } from 'hono'
import * as z from 'zod/mini'
import { idSchema } from '#shared/base/ids.ts'
import { permissionsOf } from '#shared/journal/may.ts'
import { acceptingSchema, invitingSchema, tokenSchema } from '#shared/protocol/invitations.ts'
import type { Database } from '../db/open.ts'
import type { Settings } from '../env.ts'
import type { AppEnv } from '../http/app-env.ts'
import { clientAddress } from '../http/client-address.ts'
import { jsonBody } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { journalPorts } from '../journal/ports.ts'
import { type AtWorkEnv, atWorkOnly } from './at-work.ts'
import type { AttemptRule, Attempts } from './attempts.ts'
import type { Auth } from './auth.ts'
import { accept, invite, isAddressTaken, look, mayInvite, openInvitations, withdraw } from './invitations.ts'
import { mustBeFree } from './must-be-free.ts'
import { signedInOnly } from './signed-in.ts'

type Parts = {
  database: Database
  auth: Auth
  attempts: Attempts
  settings: Pick<Settings, 'baseUrl' | 'baseUrlIsFixed' | 'trustProxy'>
  now: () => number
}

const MINUTE_MS = 60_000
const INVITATIONS_AN_HOUR = 100
const LOOKS_A_QUARTER = 100

/** Inviting people, under `/api/people/invitations`, for those who give roles. */
export function invitationRoutes({ database, auth, attempts, settings, now }: Parts): Hono<AtWorkEnv> {
  const { db } = database
  const routes = new Hono<AtWorkEnv>()
  routes.use(signedInOnly(auth, db), atWorkOnly(db))
  routes.use(async (c, next) => {
    if (permissionsOf('person.changed')[c.get('person').role] === 'never')
      throw new ProblemAnswer('forbidden', 'Only those who run the company invite people.')
    await next()
  })

  /** Answers `{invitations}` that nobody has accepted. */
  routes.get('/', async (c) => c.json({ invitations: await openInvitations(db, c.get('companyId')) }))

  /** `{name, email, role, entity}` → `{id, link, expiresAt}`: the link is for the invited one, and is told this once. */
  routes.post('/', async (c) => {
    const invited = await jsonBody(c, invitingSchema)
    const person = c.get('person')
    if (!mayInvite(person, invited.role))
      throw new ProblemAnswer('forbidden', 'Only an administrator invites an administrator.')
    const rules: AttemptRule[] = [
      { key: `invite:${person.id}`, limit: INVITATIONS_AN_HOUR, windowMs: 60 * MINUTE_MS },
    ]
    await mustBeFree(attempts, rules)
    await attempts.count(rules)
    if (await isAddressTaken(db, invited.email)) throw taken()
    const asked = { companyId: c.get('companyId'), by: person.id, invited, now: now() }
    const { id, token, expiresAt } = await invite({ database }, asked)
    // Where nobody said under which address the server is found, it is found under the one it is called by.
    const own = settings.baseUrlIsFixed ? undefined : c.req.header('origin')
    // After the `#`, so that it comes into no server's log.
    const link = `${own ?? settings.baseUrl}/invitation#${token}`
    return c.json({ id, link, expiresAt }, 201)
  })

  /** Withdraws one: its link leads nowhere any more. */
  routes.delete('/:id', async (c) => {
    const id = z.safeParse(idSchema, c.req.param('id'))
    const done = id.success
      ? await withdraw(db, c.get('companyId'), id.data, (role) => mayInvite(c.get('person'), role))
      : null
    if (done === null) throw new ProblemAnswer('not-found', 'There is no such open invitation.')
    if (done === 'mayNot')
      throw new ProblemAnswer('forbidden', 'Only an administrator withdraws the invitation of one.')
    return c.json({ withdrawn: true })
  })
  return routes
}

/** What the link of an invitation opens, under `/api/invitations`; for whoever has it. */
export function acceptanceRoutes({ database, auth, attempts, settings, now }: Parts): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()
  routes.use(async (c, next) => {
    const key = `invitation:${clientAddress(c, settings)}`
    const rules = [{ key, limit: LOOKS_A_QUARTER, windowMs: 15 * MINUTE_MS }]
    await mustBeFree(attempts, rules)
    await attempts.count(rules)
    await next()
  })

  /** `{token}` → whom it invites, as what, by whom. */
  routes.post('/look', async (c) => {
    const { token } = await jsonBody(c, tokenSchema)
    const seen = await look(database.db, token, now())
    if (!seen) throw gone()
    return c.json(seen)
  })

  /** `{token, name, password}` → `{email}`, with which they now sign in. Works once. */
  routes.post('/accept', async (c) => {
    const given = await jsonBody(c, acceptingSchema)
    const accepted = await accept({ database, auth }, given, { ...journalPorts, now })
    if (accepted === 'taken') throw taken()
    if (!accepted) throw gone()
    return c.json(accepted, 201)
  })
  return routes
}

function gone(): ProblemAnswer {
  return new ProblemAnswer('not-found', 'This invitation was used or withdrawn, or is older than a week.')
}

function taken(): ProblemAnswer {
  return new ProblemAnswer('conflict', 'Somebody has an account under this address.', {
    errors: [{ field: 'email', detail: 'is somebody’s already' }],
  })
}
