import postgres from 'postgres'
import { must } from '#shared/base/must.ts'
import { COLLECTOR } from '../bench/ledger.ts'
import { realDevice, within } from './real-device.ts'
import { compareSaid } from './said.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'

const ENTRIES: Record<Extent, number> = { short: 30, full: 120 }
const WITHIN_MS = 30_000

/** Days without a network, and the session has ended meanwhile: work goes on, and one sign-in sends all of it. */
export async function sessionExpired(site: Site, extent: Extent): Promise<Told> {
  const device = await realDevice(site.url, COLLECTOR)
  const said: string[] = []
  let stoppedBecause: string | null = null
  let afterEnd = 0
  let tookMs: number | null = null
  try {
    await within(WITHIN_MS, () => device.work.view.snapshot.value.reached > 0)
    const clientId = must(site.ledger.clientIds[0], 'a client')
    const actionId = must(site.ledger.actionIds[0], 'a case')
    const say = async (text: string) => {
      const data = { actionId, itemIds: [], text, visibility: 'internal' as const }
      const made = await device.work.entries.make('comment.written', { type: 'client', id: clientId }, data)
      if (made.type === 'kept') said.push(text)
    }
    const sayMany = async (words: string) => {
      for (let n = 0; n < ENTRIES[extent] / 2; n += 1) await say(`${words} ${n}.`)
    }
    device.offline(true)
    await sayMany('Days without a network')
    const sql = postgres(site.databaseUrl, { max: 1 })
    await sql`update sign_in_sessions set expires_at = now() - interval '3 days' where user_id = ${device.userId}`
    await sql.end()
    device.offline(false)
    await within(WITHIN_MS, () => device.work.sync.value.state === 'stopped')
    stoppedBecause = device.work.sync.value.stoppedBecause
    const before = said.length
    await sayMany('Without a session')
    afterEnd = said.length - before
    const sinceMs = Date.now()
    await device.signIn()
    tookMs = await within(WITHIN_MS, () => device.isSettled(sinceMs))
  } finally {
    await device.close()
  }
  const kept = await compareSaid(site, said)
  return {
    fault: 'session expired',
    injected: 'the session ended in the database while the device was away',
    expected: 'it says that it needs a sign-in, work goes on, one sign-in sends all of it once',
    seen: JSON.stringify({ stoppedBecause, afterEnd, ...kept, tookMs: tookMs && Math.round(tookMs) }),
    isAsExpected:
      stoppedBecause === 'signIn' &&
      kept.shown >= ENTRIES[extent] &&
      afterEnd > 0 &&
      kept.lost === 0 &&
      kept.twice === 0 &&
      tookMs !== null,
  }
}
