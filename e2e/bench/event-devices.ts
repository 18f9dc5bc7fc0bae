import { type Socket, connect } from 'node:net'
import { performance } from 'node:perf_hooks'
import * as z from 'zod/mini'

/**
 * Devices on streams of events, in a process of their own. `listen` brings more of them to a server; `tell` makes one
 * change there and answers how long it took to reach each of them, ms.
 */
const orderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('listen'), url: z.string(), headers: z.string(), count: z.int() }),
  z.object({ do: z.literal('tell'), url: z.string(), request: z.string() }),
])
export type Order = z.infer<typeof orderSchema>

const LONGEST_MS = 20_000
const AT_ONCE = 50

type Line = { heard: (() => void) | null }
const lines = new Map<string, Line[]>()

async function listen(url: string, headers: string, count: number): Promise<void> {
  const here = lines.get(url) ?? []
  lines.set(url, here)
  for (let at = 0; at < count; at += AT_ONCE)
    here.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - at) }, () => aLine(url, headers)),
      )),
    )
}

/** Open once the first bytes of its body are here; after that every `data:` counts. */
function aLine(url: string, headers: string): Promise<Line> {
  const { hostname, port, host, pathname } = new URL(url)
  const line: Line = { heard: null }
  return new Promise((open, fail) => {
    let said = ''
    const socket: Socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n\r\n`),
    )
    socket.on('error', fail)
    socket.on('data', (bytes) => {
      if (line.heard && bytes.includes('data: {"version"')) return line.heard()
      said += bytes.toString()
      if (!/\n\r\n.*\n\n/s.test(said)) return
      if (!said.startsWith('HTTP/1.1 200')) fail(new Error(said))
      open(line)
    })
  })
}

async function tell(url: string, request: string): Promise<number[]> {
  const here = lines.get(url) ?? []
  const { hostname, port } = new URL(url)
  const took: number[] = []
  let begun = 0
  const all = new Promise<void>((done, fail) => {
    const late = setTimeout(() => fail(new Error(`${took.length} of ${here.length} heard it`)), LONGEST_MS)
    for (const line of here)
      line.heard = () => {
        line.heard = () => {}
        if (took.push(performance.now() - begun) < here.length) return
        clearTimeout(late)
        done()
      }
  })
  const socket = connect(Number(port), hostname)
  await new Promise((connected) => socket.once('connect', connected))
  socket.resume()
  begun = performance.now()
  socket.write(request)
  await all
  socket.destroy()
  return took
}

process.on('message', (message) => {
  const order = z.parse(orderSchema, message)
  const done =
    order.do === 'listen' ? listen(order.url, order.headers, order.count) : tell(order.url, order.request)
  void done.then((took) => process.send?.({ took: took ?? [] }))
})
