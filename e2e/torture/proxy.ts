import { type Socket, connect, createServer } from 'node:net'

/** What the way to the server does to a connection made now. */
export type Weather =
  | { type: 'clear' }
  /** Nobody answers the door. */
  | { type: 'refuse' }
  /** The connection breaks after so many bytes, either way. */
  | { type: 'reset'; afterBytes: number }
  /** What is sent arrives, what is answered is lost. */
  | { type: 'swallowAnswers' }
  /** Taken in, and nothing ever happens. */
  | { type: 'halfOpen' }
  | { type: 'throttle'; bytesPerSecond: number }

export type Proxy = {
  port: number
  /** Holds for connections made from now on; the ones there are cut, so that none is left from better days. */
  weather(next: Weather): void
  counts: { connections: number; hurt: number }
  close(): Promise<void>
}

/** A TCP proxy on a port of its own that does to connections what networks do. */
export async function startProxy(targetPort: number): Promise<Proxy> {
  let now: Weather = { type: 'clear' }
  const open = new Set<Socket>()
  const counts = { connections: 0, hurt: 0 }

  const server = createServer((near) => {
    counts.connections += 1
    const weather = now
    if (weather.type !== 'clear') counts.hurt += 1
    keep(near)
    if (weather.type === 'refuse') return near.resetAndDestroy()
    if (weather.type === 'halfOpen') return
    const far = keep(connect(targetPort, '127.0.0.1'))
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    near.on('close', cut)
    far.on('close', cut)
    carry(near, far, weather)
    if (weather.type === 'swallowAnswers') far.resume()
    else carry(far, near, weather)
  })

  function keep(socket: Socket): Socket {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // A cut is what it is here for.
    socket.on('error', () => socket.destroy())
    return socket
  }

  const port = await new Promise<number>((listening) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address !== 'string') listening(address.port)
    }),
  )
  const cutAll = () => {
    for (const socket of open) socket.resetAndDestroy()
  }
  return {
    port,
    counts,
    weather(next) {
      now = next
      cutAll()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        cutAll()
      }),
  }
}

function carry(from: Socket, to: Socket, weather: Weather): void {
  if (weather.type === 'throttle') return carrySlowly(from, to, weather.bytesPerSecond)
  if (weather.type !== 'reset') {
    from.pipe(to)
    return
  }
  let left = weather.afterBytes
  from.on('data', (chunk: Buffer) => {
    to.write(chunk.subarray(0, left))
    left -= chunk.length
    if (left <= 0) from.resetAndDestroy()
  })
}

function carrySlowly(from: Socket, to: Socket, bytesPerSecond: number): void {
  from.on('data', (chunk: Buffer) => {
    to.write(chunk)
    from.pause()
    setTimeout(() => from.resume(), (chunk.length / bytesPerSecond) * 1000)
  })
}
