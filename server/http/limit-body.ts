import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { ProblemAnswer } from './problems.ts'

const megabyte = 1024 * 1024

/**
 * Refuses larger bodies. One that names its length is judged by it, untouched: to look at the body makes a stream of it,
 * which costs a small request more than all the rest. One of unknown length is counted as it comes.
 */
export function limitBody(maxSize: number) {
  const tooLarge = () => {
    throw new ProblemAnswer('too-large', `At most ${Math.floor(maxSize / megabyte)} MB are taken here.`)
  }
  const counted = bodyLimit({ maxSize, onError: tooLarge })
  return createMiddleware<AppEnv>((c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    return Number(length) > maxSize ? tooLarge() : next()
  })
}
