import { sql } from 'drizzle-orm'
import { type Document, SETTLED_STATES, settledOf } from '#shared/documents/document.ts'
import type { Chance } from '../../../server/demo/chance.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import type { World } from './world.ts'

type Row = Pick<Document, 'id' | 'clientId' | 'pages' | 'settled'>

/** A page of some document that the store knows, mostly one whose bytes are on their way; its bytes come in this run now. */
export async function aPageOnItsWay({ database, companyId, time, trace }: World, chance: Chance) {
  const rows = await rowsOf<Row>(
    database.db,
    sql`select id, client_id as "clientId", pages, settled from documents where company_id = ${companyId} order by id`,
  )
  const all = rows.flatMap((row) => row.pages.map((page) => ({ row, page })))
  const waiting = all.filter(({ row, page }) => settledOf(row, page.hash) === null)
  const from = waiting.length > 0 && chance.isTrue(0.9) ? waiting : all
  const found = from[chance.whole(0, from.length - 1)]
  if (!found) return null
  const { row, page } = found
  const state = chance.one(SETTLED_STATES)
  trace.say(`bytes come: ${page.hash.slice(-2)} of ${row.id.slice(-4)}, ${state}`)
  const reason = state === 'refused' ? 'broken' : null
  const { hash, bytes, mediaType } = page
  return {
    clientId: row.clientId,
    data: { documentId: row.id, hash, at: time.nowMs, state, reason, mediaType, bytes },
  }
}
