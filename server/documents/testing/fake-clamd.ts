import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** What every scanner takes for a virus, in two halves so that none stops over this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export type Mood = 'well' | 'silent' | 'hangs up'

/** Speaks clamd's INSTREAM as its manual says, with its limit on the length of a stream. */
export async function fakeClamd({ streamMaxBytes = 25 * 1024 * 1024 } = {}) {
  const state: { mood: Mood; scanned: number } = { mood: 'well', scanned: 0 }
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let pending: Buffer = Buffer.alloc(0)
    let greeted = false
    const content: Buffer[] = []
    let bytes = 0
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      if (state.mood === 'silent') return
      if (state.mood === 'hangs up') return void socket.destroy()
      pending = Buffer.concat([pending, part])
      if (!greeted) {
        const end = pending.indexOf(0)
        if (end < 0) return
        if (pending.subarray(0, end).toString() !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0')
        greeted = true
        pending = pending.subarray(end + 1)
      }
      while (pending.length >= 4) {
        const length = pending.readUInt32BE(0)
        if (length === 0) return void socket.end(`stream: ${verdictOn(Buffer.concat(content))}\0`)
        if (pending.length < 4 + length) return
        content.push(pending.subarray(4, 4 + length))
        bytes += length
        if (bytes > streamMaxBytes) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
        pending = pending.subarray(4 + length)
      }
    })
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo

  function verdictOn(content: Buffer): string {
    state.scanned++
    if (content.includes(EICAR)) return 'Eicar-Test-Signature FOUND'
    return content.includes('/Encrypt ') ? 'Heuristics.Encrypted.PDF FOUND' : 'OK'
  }
  return { state, place: { host: '127.0.0.1', port }, stop: () => void server.close() }
}
