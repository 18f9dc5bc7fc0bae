import { isDeepStrictEqual } from 'node:util'
import { sql } from 'drizzle-orm'
import { openDatabase } from '../../server/db/open.ts'
import { rowsOf } from '../../server/db/rows.ts'
import { figuresFromScratch, figuresKept } from '../../server/figures/recompute.ts'
import type { BareDevice } from './bare-device.ts'

/** How far what devices were told and what the database holds are apart. All but `acknowledged` must be 0. */
export type Truth = {
  acknowledged: number
  lost: number
  otherwise: number
  unanswered: number
  contradictions: number
  toldTwice: number
  wrongFigures: number
  wrongScope: number
}

export async function compareWithDatabase(
  databaseUrl: string,
  companyId: string,
  devices: readonly BareDevice[],
): Promise<Truth> {
  const database = await openDatabase({ url: databaseUrl })
  try {
    const { db } = database
    const kept = await rowsOf<{ id: string; outcome: unknown; version: number; rows: number }>(
      db,
      sql`select e.id, e.outcome, e.version,
                 (select count(*)::int4 from history h where h.company_id = e.company_id and h.id = e.id) as rows
          from entries e where e.company_id = ${companyId} and e.stream is not null`,
    )
    const byId = new Map(kept.map((row) => [row.id, row]))
    const made = devices.flatMap((device) => [...device.made])
    const acknowledged = made.flatMap(([, settled]) => settled ?? [])
    const apart = await rowsOf(
      db,
      sql`with kept as (select person_id, kind, file_id, client_id from scope
                        where company_id = ${companyId} and out_version is null),
               counted as (select person_id, kind, file_id, client_id from scope_from_scratch
                           where company_id = ${companyId})
          (select * from kept except select * from counted) union all (select * from counted except select * from kept)`,
    )
    const [fromScratch, figures] = await Promise.all([
      figuresFromScratch(db, companyId),
      figuresKept(db, companyId),
    ])
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter(({ entryId }) => !byId.has(entryId)).length,
      otherwise: acknowledged.filter(({ entryId, outcome, version }) => {
        const row = byId.get(entryId)
        return row && !isDeepStrictEqual({ outcome, version }, { outcome: row.outcome, version: row.version })
      }).length,
      unanswered: made.length - acknowledged.length,
      contradictions: devices.reduce((sum, device) => sum + device.contradictions.length, 0),
      toldTwice: kept.filter(({ rows }) => rows > 1).length,
      wrongFigures: isDeepStrictEqual(fromScratch, figures) ? 0 : 1,
      wrongScope: apart.length,
    }
  } finally {
    await database.close()
  }
}

export function holds({ acknowledged, ...wrong }: Truth): boolean {
  return acknowledged > 0 && Object.values(wrong).every((count) => count === 0)
}
