import { type Socket, connect, createServer } from 'node:net'

export type SlowLine = {
  port: number
  /** Bytes that went up since it was opened. */
  up: () => number
  /** Calls back once when so many bytes have gone up. */
  whenUp: (bytes: number, run: () => void) => void
  /** All connections of the moment end; new ones may be made. */
  cut: () => void
  close: () => Promise<void>
}

/**
 * A line of so many bytes a second up, shared by all connections, each byte of which arrives so much later. Down it is
 * only late.
 */
export async function openSlowLine(
  target: () => number,
  { bytesPerSecond, delayMs }: { bytesPerSecond: number; delayMs: number },
): Promise<SlowLine> {
  let up = 0
  let freeAtMs = 0
  const open = new Set<Socket>()
  const hopes: { bytes: number; run: () => void }[] = []

  /** In pieces as a radio would: one connection does not hold the line. */
  const PIECE = 8 * 1024
  const server = createServer((near) => {
    const far = connect(target(), '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk: Buffer) => {
      near.pause()
      sendUp(chunk, 0, far, () => near.resume())
    })
    far.on('data', (chunk: Buffer) => {
      setTimeout(() => near.writable && near.write(chunk), delayMs / 2)
    })
  })

  function sendUp(chunk: Buffer, at: number, far: Socket, done: () => void): void {
    if (far.destroyed) return
    if (at >= chunk.length) return done()
    const piece = chunk.subarray(at, at + PIECE)
    const nowMs = performance.now()
    freeAtMs = Math.max(freeAtMs, nowMs) + (piece.length / bytesPerSecond) * 1000
    setTimeout(() => {
      if (far.destroyed) return
      up += piece.length
      setTimeout(() => far.writable && far.write(piece), delayMs / 2)
      for (const hope of hopes.splice(0)) {
        if (up >= hope.bytes) hope.run()
        else hopes.push(hope)
      }
      sendUp(chunk, at + PIECE, far, done)
    }, freeAtMs - nowMs)
  }

  const port = await new Promise<number>((listening) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address !== 'string') listening(address.port)
    }),
  )
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port,
    up: () => up,
    whenUp: (bytes, run) => hopes.push({ bytes, run }),
    cut,
    close: () =>
      new Promise((done) => {
        cut()
        server.close(() => done())
      }),
  }
}
