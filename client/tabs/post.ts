import { PERSON_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts'
import type { Ports } from '../session/ports.ts'
import { countData } from './data-cost.ts'

/** Without a byte for so long a call is given up; a long page on a slow network may take longer as a whole. */
const SILENCE_MS = 60_000

/** `body`: what was read of the JSON, undefined when it is none. */
export type Answer = { status: number; isOk: boolean; body: unknown }

/** A call of the protocol for a person; undefined when no answer came, or not all of it. */
export async function post(
  ports: Ports,
  personId: string,
  path: string,
  body: object,
  signal: AbortSignal,
  more: Record<string, string> = {},
): Promise<Answer | undefined> {
  const silence = silenceOf(ports)
  const sent = JSON.stringify(body)
  try {
    const response = await ports.fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
        [PERSON_HEADER]: personId,
        ...more,
      },
      body: sent,
      signal: AbortSignal.any([signal, silence.signal]),
    })
    const { text, bytes } = await textOf(response, silence.broken)
    countData(ports, { sent: new TextEncoder().encode(sent).byteLength, received: bytes })
    return { status: response.status, isOk: response.ok, body: jsonOf(text) }
  } catch {
    return undefined
  } finally {
    silence.end()
  }
}

/** Aborts when nothing was heard for too long. */
function silenceOf({ timers }: Ports) {
  const giveUp = new AbortController()
  const begin = () => timers.set(() => giveUp.abort(), SILENCE_MS)
  let timer = begin()
  return {
    signal: giveUp.signal,
    broken() {
      timers.clear(timer)
      timer = begin()
    },
    end: () => timers.clear(timer),
  }
}

/** The text, and how many bytes it was on its way: as many as the answer says when it came compressed. */
async function textOf(response: Response, onPart: () => void): Promise<{ text: string; bytes: number }> {
  onPart()
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    onPart()
    bytes += part.value.byteLength
    text += decoder.decode(part.value, { stream: true })
  }
  return { text: text + decoder.decode(), bytes: Number(response.headers.get('content-length')) || bytes }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
