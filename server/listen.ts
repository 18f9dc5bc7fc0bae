import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import type { LanCertificate } from './lan.ts'
import { StartFailure } from './start-failure.ts'

type Fetch = (request: Request, env: object) => Response | Promise<Response>

export type ServeOptions = {
  app: { fetch: Fetch }
  /** 0 takes any free port. */
  port: number
  host?: string | undefined
  /** HTTPS beside it, for phones in the same network. */
  lan?: { port: number; certificate: LanCertificate } | undefined
}

export type Serving = {
  port: number
  /** Undefined without `lan`. */
  lanPort: number | undefined
  /** Takes no new requests, lets the running ones end, and cuts what is still open after `graceMs`. */
  stop(graceMs?: number): Promise<void>
}

export async function serveOn({ app, port, host, lan }: ServeOptions): Promise<Serving> {
  const plain = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  const servers = [plain]
  const plainPort = await listenOn(plain, port, host)
  let lanPort: number | undefined
  if (lan) {
    const { key, cert, ca } = lan.certificate
    const secure = createAdaptorServer({
      fetch: withCertificate(app.fetch, ca),
      overrideGlobalObjects: false,
      createServer: createHttpsServer,
      serverOptions: { key, cert: `${cert}\n${ca}` },
    })
    servers.push(secure)
    try {
      lanPort = await listenOn(secure, lan.port, host)
    } catch (error) {
      plain.close()
      throw error
    }
  }
  return {
    port: plainPort,
    lanPort,
    async stop(graceMs = 3000) {
      await Promise.all(servers.map((server) => closed(server, graceMs)))
    },
  }
}

export const certificatePath = '/suivi-certificate.crt'

/** A phone keeps the app offline only when it trusts the certificate, so it can fetch it to install it. */
function withCertificate(fetch: Fetch, ca: string): Fetch {
  return (request, env) =>
    new URL(request.url).pathname === certificatePath
      ? new Response(ca, { headers: { 'content-type': 'application/x-x509-ca-cert' } })
      : fetch(request, env)
}

function listenOn(server: ServerType, port: number, host: string | undefined): Promise<number> {
  return new Promise((listening, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => fail(whyNot(cause, port, host)))
    server.listen({ port, ...(host ? { host } : {}) }, () => listening(portOf(server.address())))
  })
}

function whyNot(cause: NodeJS.ErrnoException, port: number, host: string | undefined): StartFailure {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use already: stop what uses it, or set PORT to another one.`,
    EACCES: `Port ${port} may not be used by this user: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `This machine does not have the address ${host}: correct HOST.`,
    ENOTFOUND: `There is no address ${host}: correct HOST.`,
  }
  return new StartFailure(sentences[cause.code ?? ''] ?? `Port ${port} cannot be used: ${cause.message}.`, {
    cause,
  })
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function closed(server: ServerType, graceMs: number): Promise<void> {
  return new Promise((done) => {
    if (!('closeAllConnections' in server)) return void server.close(() => done())
    // A kept-alive connection becomes idle only after its last answer, so look again and again.
    const closeIdle = setInterval(() => server.closeIdleConnections(), 50)
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearInterval(closeIdle)
      clearTimeout(cut)
      done()
    })
  })
}
