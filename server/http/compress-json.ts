import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'

const gzipped = promisify(gzip)
const worthIt = 1024

/** JSON answers go compressed, off the main thread. Streams (server-sent events, files) are left alone. */
export const compressJson = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return
  const answer = c.res
  if (answer.headers.has('content-encoding')) return
  if (!/^application\/([\w.-]+\+)?json/.test(answer.headers.get('content-type') ?? '')) return
  if (!answer.body) return
  const plain = Buffer.from(await answer.arrayBuffer())
  const headers = new Headers(answer.headers)
  headers.append('vary', 'accept-encoding')
  const body = plain.length < worthIt ? plain : await gzipped(plain, { level: 4 })
  if (body !== plain) headers.set('content-encoding', 'gzip')
  headers.set('content-length', String(body.length))
  c.res = undefined
  c.res = new Response(new Uint8Array(body), { status: answer.status, headers })
})
