import * as z from 'zod/mini'
import { problemSchema } from '#shared/protocol/problem.ts'
import { DEVICE_HEADER } from '#shared/protocol/version.ts'
import type { EndedBecause } from '../outbox/database.ts'
import type { Ports } from './ports.ts'

const BECAUSE: Partial<Record<string, EndedBecause>> = {
  deactivated: 'deactivated',
  'device-signed-out': 'signedOut',
}

/** The calls of a device, which say what it is, and hear when its person's work here was ended from elsewhere. */
export function fetchAs(
  device: string,
  fetch: Ports['fetch'],
  onEnded: (because: EndedBecause) => void,
): Ports['fetch'] {
  return async (url, init) => {
    const headers = new Headers(init.headers)
    headers.set(DEVICE_HEADER, device)
    const response = await fetch(url, { ...init, headers })
    if (response.status === 401 || response.status === 403) {
      const read = z.safeParse(
        problemSchema,
        await response
          .clone()
          .json()
          .catch(() => undefined),
      )
      const because = BECAUSE[read.data?.code ?? '']
      if (because) onEnded(because)
    }
    return response
  }
}
