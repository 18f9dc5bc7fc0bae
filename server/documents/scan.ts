import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'

export type Verdict = { state: 'clean' } | { state: 'infected' | 'cannotBeScanned'; reason: string }

/** Looks through a file for what harms; rejects while the scanner does not answer. */
export type Scan = (path: string) => Promise<Verdict>

export type ClamdPlace = { host: string; port: number } | { path: string }

const SILENCE_MS = 120_000
const PAUSE_MS = 30_000
const FRAME_BYTES = 64 * 1024

/** Where `CLAMD` says the scanner is: `host:port`, or the path of its socket. */
export function clamdPlace(place: string): ClamdPlace {
  if (place.startsWith('/')) return { path: place }
  const { hostname, port } = new URL(`tcp://${place}`)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) }
}

/** ClamAV's daemon, by its INSTREAM command: the bytes go there, so it need not see our files. */
export function clamd(place: ClamdPlace, silenceMs = SILENCE_MS): Scan {
  return async (path) => {
    const socket = connect({ ...place, allowHalfOpen: true })
    try {
      const answer = answered(socket, silenceMs)
      // Its answer may come, and the line be closed, before it has all: a file too large for it.
      await Promise.race([send(socket, path), answer])
      return verdictOf(await answer)
    } finally {
      socket.destroy()
    }
  }
}

/** After a failure nothing is asked for a while: what waits is not held up by one silence after the other. */
export function sparing(scan: Scan, now: () => number): Scan {
  let failedAt = -Infinity
  return async (path) => {
    if (now() - failedAt < PAUSE_MS) throw new Error('The scanner did not answer a moment ago.')
    try {
      return await scan(path)
    } catch (error) {
      failedAt = now()
      throw error
    }
  }
}

async function send(socket: Socket, path: string): Promise<void> {
  await written(socket, Buffer.from('zINSTREAM\0'))
  for await (const chunk of createReadStream(path, { highWaterMark: FRAME_BYTES })) {
    if (!(chunk instanceof Uint8Array)) continue
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.byteLength)
    await written(socket, Buffer.concat([length, chunk]))
  }
  await written(socket, Buffer.alloc(4))
}

function written(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((done) => {
    // A line that broke is told by `answered`, which says what came before it did.
    socket.write(bytes, () => done())
  })
}

function answered(socket: Socket, silenceMs: number): Promise<string> {
  const answer = new Promise<string>((done, fail) => {
    const parts: Buffer[] = []
    const finish = (error?: Error) => {
      const text = Buffer.concat(parts).toString('utf8')
      if (text.includes('\0') || text.includes('\n')) done(text.replace(/[\0\n]+$/, ''))
      else fail(error ?? new Error('The scanner closed the line without an answer.'))
    }
    socket.on('data', (part: Buffer) => {
      parts.push(part)
      if (part.includes(0)) finish()
    })
    socket.setTimeout(silenceMs, () => finish(new Error('The scanner did not answer in time.')))
    socket.on('error', finish)
    socket.on('close', () => finish())
  })
  answer.catch(() => undefined)
  return answer
}

function verdictOf(answer: string): Verdict {
  const said = answer.replace(/^stream: /, '')
  if (said === 'OK') return { state: 'clean' }
  const name = /^(.*) FOUND$/.exec(said)?.[1]
  if (name !== undefined) {
    // Under these names it reports what it would not look into, when it is told to alert about that.
    if (/^Heuristics\.(Encrypted|Limits)\./.test(name)) return { state: 'cannotBeScanned', reason: name }
    return { state: 'infected', reason: name.slice(0, 200) }
  }
  if (/size limit exceeded/i.test(said)) return { state: 'cannotBeScanned', reason: 'size limit exceeded' }
  throw new Error(`The scanner answered: ${said.slice(0, 200)}`)
}
