import { sql } from 'drizzle-orm'
import { rowsOf } from '../../server/db/rows.ts'
import { settle } from './settle.ts'
import type { World } from './world/world.ts'

const MONTH_MS = 31 * 86_400_000

/** What still waits for somebody at the end of a run comes to nothing, and its author is told. */
export async function aMonthLater(world: World): Promise<void> {
  if (!world.mayFail.has('daysPass')) return
  const { time, trace, server, database, companyId } = world
  const waiting = await rowsOf(
    database.db,
    sql`select id from parked where company_id = ${companyId} and decision is null`,
  )
  if (waiting.length === 0) return
  trace.say(`— a month later: ${waiting.length} lapse`)
  await time.passTo(time.nowMs + MONTH_MS)
  void server.lookAtCalendar().catch(world.blame)
  await time.idle()
  await settle(world)
}
