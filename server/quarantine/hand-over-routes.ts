import { Hono } from 'hono'
import { PERSON_HEADER, SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import { personFinder } from '../company/people-store.ts'
import type { Database } from '../db/open.ts'
import type { Settings } from '../env.ts'
import type { AppEnv } from '../http/app-env.ts'
import { clientAddress } from '../http/client-address.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { AttemptRule, Attempts } from '../people/attempts.ts'
import { findDevice } from '../people/devices.ts'
import { frameBody } from '../sync/frame-body.ts'
import { pushFrameSchema } from '../sync/read-push.ts'
import { handOver, isSigned } from './hand-over.ts'

type Parts = {
  database: Database
  attempts: Attempts
  settings: Pick<Settings, 'trustProxy'>
  now: () => number
}

const MINUTE_MS = 60_000

/** The one thing a device may do without a session, under `/api/sync/quarantine`. */
export function handOverRoutes({ database: { db }, attempts, settings, now }: Parts): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()
  const personOf = personFinder(db)

  async function take(rule: AttemptRule): Promise<void> {
    const waitMs = await attempts.waitFor([rule])
    if (waitMs > 0)
      throw new ProblemAnswer('too-many-attempts', 'Too many at once. Try again in a minute.', {
        headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
      })
    await attempts.count([rule])
  }

  /**
   * Takes the frame of a push, signed with the device's key, from who may push no more; answers `{kept}`, the ids that
   * are durable. An unknown device, another's key and a wrong signature answer alike.
   */
  routes.post('/', async (c) => {
    const personId = c.req.header(PERSON_HEADER) ?? ''
    await take({ key: `quarantine:${clientAddress(c, settings)}`, limit: 600, windowMs: MINUTE_MS })

    const frame = await frameBody(c, pushFrameSchema)
    const found = await personOf(personId)
    const device =
      found && (await findDevice(db, { companyId: found.companyId, personId, deviceId: frame.device }))
    const signature = c.req.header(SIGNATURE_HEADER) ?? ''
    if (!found || !device?.publicKey || !isSigned(device.publicKey, signature, personId, await c.req.text()))
      throw new ProblemAnswer('forbidden', 'This is not signed with the key of a device known here.')
    // Only now: whose name is not proven must not use up that person's turns.
    await take({ key: `quarantine:${personId}`, limit: 120, windowMs: MINUTE_MS })
    if (found.person.active && device.signedOutAt === null)
      throw new ProblemAnswer('still-at-work', 'This person still works here: sign in, and push.')
    return c.json({ kept: await handOver(db, { companyId: found.companyId, personId, now: now() }, frame) })
  })
  return routes
}
