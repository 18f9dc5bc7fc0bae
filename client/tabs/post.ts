import { PERSON_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts'
import type { Ports } from '../session/ports.ts'

const TIMEOUT_MS = 60_000

/** A call of the protocol for a person; undefined when no answer came. */
export async function post(
  ports: Ports,
  personId: string,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const giveUp = new AbortController()
  const timer = ports.timers.set(() => giveUp.abort(), TIMEOUT_MS)
  try {
    return await ports.fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
        [PERSON_HEADER]: personId,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, giveUp.signal]),
    })
  } catch {
    return undefined
  } finally {
    ports.timers.clear(timer)
  }
}
