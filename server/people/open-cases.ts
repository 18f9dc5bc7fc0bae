import { and, count, eq, isNotNull, isNull } from 'drizzle-orm'
import { actions } from '../clients/tables.ts'
import type { Db } from '../db/open.ts'

/** How many open cases somebody owns. */
export async function openCasesOf(db: Db, companyId: string, personId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(actions)
    .where(
      and(
        eq(actions.companyId, companyId),
        eq(actions.ownerId, personId),
        isNull(actions.closedOn),
        eq(actions.removed, false),
      ),
    )
  return row?.n ?? 0
}

/** How many open cases everybody resolves. */
export async function openCasesByResolver(db: Db, companyId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ personId: actions.resolverId, n: count() })
    .from(actions)
    .where(
      and(
        eq(actions.companyId, companyId),
        isNotNull(actions.resolverId),
        isNull(actions.closedOn),
        eq(actions.removed, false),
      ),
    )
    .groupBy(actions.resolverId)
  return new Map(rows.flatMap(({ personId, n }) => (personId === null ? [] : [[personId, n]])))
}
