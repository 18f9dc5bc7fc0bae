import { Hono } from 'hono'
import type { Poke } from '#shared/protocol/poke.ts'
import { pullSchema } from '#shared/protocol/pull.ts'
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts'
import type { Database } from '../db/open.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Journal } from '../journal/journal.ts'
import { AuthorLeft, OtherHistory, StreamGap } from '../journal/request.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { recordContact } from '../people/devices.ts'
import { signedInOnly } from '../people/signed-in.ts'
import { themselvesOnly } from '../people/themselves.ts'
import { createEventStreams, eventOf } from './event-streams.ts'
import type { Pokes } from './pokes.ts'
import { frameBody, protocolOf } from './frame-body.ts'
import { pullText } from './pull.ts'
import { pushFrameSchema, readEntries } from './read-push.ts'

type Parts = {
  database: Database
  auth: Auth
  journal: Journal
  pokes: Pokes
  now: () => number
  stopping: AbortSignal
}

/** The three calls of a device, under `/api/sync`. */
export function syncRoutes({ database, auth, journal, pokes, now, stopping }: Parts): Hono<AtWorkEnv> {
  const routes = new Hono<AtWorkEnv>()
  const streams = createEventStreams(stopping)
  routes.use(signedInOnly(auth, database.db))
  routes.use(atWorkOnly(database.db))
  routes.use(themselvesOnly)

  /** Takes `{stream, sentAt, device, waiting, seen, entries: [{n, entry}]}`, answers `{outcomes}` once they are durable. */
  routes.post('/push', async (c) => {
    const isNewer = protocolOf(c) > PROTOCOL_VERSION
    const frame = await frameBody(c, pushFrameSchema)
    const { id: personId } = c.get('person')
    const companyId = c.get('companyId')
    try {
      const outcomes = await journal.submit({
        companyId,
        stream: { id: frame.stream, personId, device: frame.device },
        sentAt: frame.sentAt,
        seen: frame.seen,
        entries: readEntries(frame, personId, now(), isNewer),
      })
      return c.json({ outcomes })
    } catch (error) {
      if (error instanceof StreamGap)
        throw new ProblemAnswer(
          'stream-out-of-step',
          'The numbers of this stream do not follow: begin a new one at 1.',
        )
      if (error instanceof OtherHistory)
        throw new ProblemAnswer(
          'other-history',
          'The database went back to a backup: send again what was answered in the last 14 days.',
        )
      if (error instanceof AuthorLeft) throw new ProblemAnswer('deactivated', 'This account is switched off.')
      throw error
    }
  })

  /** Takes `{cursor, device, waiting, seen, digest}`, answers one page of what the person may hold. */
  routes.post('/pull', async (c) => {
    if (protocolOf(c) < PROTOCOL_VERSION)
      throw new ProblemAnswer('client-too-old', 'This app is too old to show what the server has: update it.')
    const { cursor, device, waiting, seen, digest } = await frameBody(c, pullSchema)
    const { id: personId } = c.get('person')
    const companyId = c.get('companyId')
    await recordContact(database.db, {
      companyId,
      personId,
      deviceId: device,
      sessionId: c.get('signedIn').sessionId,
      userAgent: c.req.header('user-agent') ?? '',
      waiting,
      now: now(),
    })
    c.header(PROTOCOL_HEADER, String(PROTOCOL_VERSION))
    c.header('content-type', 'application/json')
    return c.body(await pullText(database, { companyId, personId }, cursor, now(), { seen, digest }))
  })

  /** Server-sent events: `{version}` whenever something in the person's scope moved, and a `ping` now and then. */
  routes.get('/poke', (c) => {
    const { id: personId } = c.get('person')
    const { sessionId } = c.get('signedIn')
    const companyId = c.get('companyId')
    return streams.open(c.env, c.get('renewed'), (write, end) =>
      pokes.subscribe({ companyId, personId, sessionId, poke: (version) => write(hintOf(version)), end }),
    )
  })
  return routes
}

let latestHint = { version: 0, bytes: eventOf({ version: 0 }) }

/** A hint is encoded once for all who get it. */
function hintOf(version: number): Uint8Array {
  if (latestHint.version !== version) latestHint = { version, bytes: eventOf({ version } satisfies Poke) }
  return latestHint.bytes
}
