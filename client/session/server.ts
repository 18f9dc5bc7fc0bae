import * as z from 'zod/mini'
import { type Problem, problemSchema } from '#shared/protocol/problem.ts'
import type { Ports } from './ports.ts'

/** What came of a call: an answer, a problem the server named, or nobody there to answer. */
export type Called<Data> =
  | { type: 'answer'; data: Data }
  | { type: 'problem'; problem: Problem }
  | { type: 'offline' }
  | { type: 'serverDown' }

/** Calls that need the server now, beside sync: passwords and devices. */
export type Server = {
  get: <Schema extends z.ZodMiniType>(path: string, schema: Schema) => Promise<Called<z.output<Schema>>>
  post: (path: string, body?: object) => Promise<Called<null>>
  /** A post whose answer says something: a question too large for an address, or what was made. */
  ask: <Schema extends z.ZodMiniType>(
    path: string,
    body: object,
    schema: Schema,
  ) => Promise<Called<z.output<Schema>>>
  remove: (path: string) => Promise<Called<null>>
}

type ServerPorts = Pick<Ports, 'fetch'> & { isOnline: () => boolean }

function createServer({ fetch, isOnline }: ServerPorts): Server {
  async function call(path: string, init: RequestInit): Promise<Called<Response>> {
    try {
      const data = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init })
      if (data.ok) return { type: 'answer', data }
      const problem = z.safeParse(problemSchema, await data.json().catch(() => undefined))
      return problem.success ? { type: 'problem', problem: problem.data } : { type: 'serverDown' }
    } catch {
      return { type: isOnline() ? 'serverDown' : 'offline' }
    }
  }

  const send = (path: string, body: object) =>
    call(path, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  async function readAs<Schema extends z.ZodMiniType>(
    called: Called<Response>,
    schema: Schema,
  ): Promise<Called<z.output<Schema>>> {
    if (called.type !== 'answer') return called
    const read = z.safeParse(schema, await called.data.json().catch(() => undefined))
    return read.success ? { type: 'answer', data: read.data } : { type: 'serverDown' }
  }

  const done = (called: Called<Response>): Called<null> =>
    called.type === 'answer' ? { type: 'answer', data: null } : called

  return {
    get: async (path, schema) =>
      readAs(await call(path, { headers: { accept: 'application/json' } }), schema),
    ask: async (path, body, schema) => readAs(await send(path, body), schema),
    post: async (path, body = {}) => done(await send(path, body)),
    remove: async (path) => done(await call(path, { method: 'DELETE' })),
  }
}

const browser = createServer({
  fetch: (url, init) => fetch(url, init),
  isOnline: () => navigator.onLine,
})

export function useServer(): Server {
  return browser
}
