import { newId } from '#shared/base/ids.ts'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import type { EndedBecause } from '../outbox/database.ts'
import { deviceIdOf } from '../outbox/device.ts'
import { keepEnded } from '../outbox/ended-work.ts'
import { fetchAs } from './ended-from-elsewhere.ts'
import type { Ports } from './ports.ts'
import { untilDone } from './until-done.ts'
import { withOutbox } from './with-outbox.ts'

/**
 * A locked device syncs nothing, so nothing there hears that its person's work was ended from elsewhere; it asks for that
 * alone. Once it was, the app begins anew and gives up what is kept here, as one that was open does.
 */
export function endWhatIsOver(ports: Ports, userId: string, beginAnew: () => void): void {
  untilDone(ports, async () => {
    const isOver = await withOutbox(ports, async (database) => {
      const device = await deviceIdOf(database, () => newId(ports.clock.now(), ports.random(16)))
      const because = await askWhy(ports, userId, device)
      if (because) await keepEnded(database, { userId, because, atMs: ports.clock.now() })
      return because !== null
    })
    if (isOver) beginAnew()
    return isOver
  })
}

async function askWhy(ports: Ports, userId: string, device: string): Promise<EndedBecause | null> {
  let because: EndedBecause | null = null
  const ask = fetchAs(device, ports.fetch, (told) => (because = told))
  await ask('/api/me', {
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { accept: 'application/json', [PERSON_HEADER]: userId },
  }).catch(() => undefined)
  return because
}
