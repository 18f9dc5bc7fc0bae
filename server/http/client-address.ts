import type { Context } from 'hono'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Settings } from '../env.ts'
import type { AppEnv } from './app-env.ts'

/** Where a request comes from. Behind a trusted proxy it is what that proxy saw: the last address it added. */
export function clientAddress<Env extends AppEnv>(
  c: Context<Env>,
  settings: Pick<Settings, 'trustProxy'>,
): string {
  const forwarded = settings.trustProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  if (forwarded) return forwarded
  const hasSocket = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
  return (hasSocket ? getConnInfo(c).remote.address : undefined) ?? 'unknown'
}
