import { sql } from 'drizzle-orm'
import type { Chance } from '../../../server/demo/chance.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { ADMINISTRATOR } from './company.ts'
import type { World } from './world.ts'

/** Longer than the server leaves a claim to the process that made it. */
const CLAIM_MS = 60_000

/** The administrator adopts or lets go of what waits; false when nothing does. */
export async function decideQuarantined(world: World, chance: Chance): Promise<boolean> {
  const rows = await rowsOf<{ id: string }>(
    world.database.db,
    sql`select entry_id as id from quarantine
        where company_id = ${world.companyId} and outcome is null order by received_at, position`,
  )
  if (rows.length === 0) return false
  const what = chance.isTrue(0.6) ? ('adopted' as const) : ('discarded' as const)
  world.trace.say(`${rows.length} are ${what}`)
  await world.time.passTo(world.time.nowMs + CLAIM_MS)
  const decision = {
    companyId: world.companyId,
    administratorId: ADMINISTRATOR,
    entryIds: rows.map(({ id }) => id),
    what,
    reason: what === 'discarded' ? 'nobody needs it' : null,
  }
  void world.server.decide(decision).catch(world.blame)
  await world.time.idle()
  return true
}
