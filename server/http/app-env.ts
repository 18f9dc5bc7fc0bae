import type { Context } from 'hono'
import type { Log } from '../log.ts'

/** What every handler finds in its context. */
export type AppEnv = { Variables: { requestId: string; log: Log } }
export type AppContext = Context<AppEnv>
