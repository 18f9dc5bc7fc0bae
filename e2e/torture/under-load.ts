import { must } from '#shared/base/must.ts'
import { idFrom } from '#shared/base/ids.ts'
import { COLLECTOR, PASSWORD } from '../bench/ledger.ts'
import { signInTo } from '../bench/served.ts'
import { type BareDevice, bareDevice } from './bare-device.ts'
import { type Truth, compareWithDatabase } from './kept-truth.ts'
import type { Site } from './site.ts'

const DEVICES = 6
const BATCH = 5
const ITEMS_A_CLIENT = 20

/** Devices work without a pause while something is done to the site, and then until all they made is answered. */
export async function underLoad(
  site: Site,
  hurt: (devices: readonly BareDevice[]) => Promise<void>,
): Promise<{ truth: Truth; tries: number }> {
  const session = await signInTo(site.url, COLLECTOR, PASSWORD)
  const { clientIds, actionIds } = site.ledger
  const devices = Array.from({ length: DEVICES }, (_, at) => {
    const clientId = must(clientIds[at], 'a client')
    const itemIds = Array.from({ length: ITEMS_A_CLIENT }, (_, index) => idFrom(clientId, String(index)))
    const cases = actionIds.filter((_, index) => index % clientIds.length === at)
    return bareDevice(site.url, session, { clientId, by: session.userId, itemIds, actionIds: cases })
  })
  const enough = new AbortController()
  const never = new AbortController()
  const loops = devices.map(async (device) => {
    while (!enough.signal.aborted) await device.work(BATCH, never.signal)
  })
  // A loop that ends early has thrown: its error must not wait for the end of the torture.
  const broken = Promise.all(loops).then(() => undefined)
  await Promise.race([hurt(devices), broken])
  enough.abort()
  await Promise.all(loops)
  const truth = await compareWithDatabase(site.databaseUrl, site.ledger.companyId, devices)
  return { truth, tries: devices.reduce((sum, { tries }) => sum + tries, 0) }
}
