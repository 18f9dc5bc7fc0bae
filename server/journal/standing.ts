import { and, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import { asksFor } from '#shared/journal/dependents.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Touched } from '#shared/journal/entry-kind.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { findKind } from '#shared/journal/kinds.ts'
import { mayDecide } from '#shared/journal/may.ts'
import { HOLDS_NOTHING, type Holding, type May, holdingOf, reaches } from '#shared/journal/permissions.ts'
import type { Role } from '#shared/people/person.ts'
import { scope, scopePast } from '../clients/tables.ts'
import { rolesPast, versions } from '../company/tables.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { Arrival } from './round.ts'

const LATE_FOR_MS = 30 * 86_400_000

/**
 * Permission is asked twice: now, and at the version the author had seen. Allowed now, the entry is decided. Allowed only
 * then, what merely adds is taken as late (for 30 days) and what changes something is parked. Never allowed: refused.
 * A version seen in another history says nothing here, nor does 0, which a device names until its first pages have all
 * come: then it is asked at the moment the entry occurred.
 * What is adopted is the act of who adopts it: they are asked, and only now.
 */
export async function standingOf(
  tx: Db,
  companyId: string,
  entry: Entry,
  isSeenKnown: boolean,
  file: ClientFile | undefined,
  company: Company,
  occurred: number,
  receivedAt: number,
  told: readonly HistoryRow[],
  adoptedBy: string | null,
): Promise<Arrival['standing']> {
  const kind = findKind(entry.kind)
  if (!kind) return 'allowed'
  const actorId = adoptedBy ?? entry.by
  const actor = company.people.get(actorId)
  if (!actor) return 'refused'
  const { role } = actor
  const reach = kind.may[role]
  if (entry.subject.type !== 'client')
    return reach === 'everywhere' || reach === 'self' ? 'allowed' : 'refused'
  // A malformed entry, one of another version, or one about a client that does not exist, is the rule's to answer.
  const read = file && kind.read(entry)
  if (!file || !read || !('touched' in read)) return 'allowed'
  const touched = told.length > 0 ? touchedBy(told) : read.touched
  const holding = holdingOf(actor, file)
  if (reaches(reach, holding, touched, file))
    return mayAnswer(entry, role, holding, file) ? 'allowed' : 'refused'
  if (adoptedBy !== null) return 'refused'

  const hasSeen = isSeenKnown && entry.seen.version > 0
  const seen = hasSeen ? entry.seen.version : await versionAt(tx, companyId, occurred)
  const then = await asItWas(tx, companyId, entry.by, seen, file, kind.may)
  if (!reaches(kind.may[then.role ?? role], then.holding, touched, file)) return 'refused'
  // Who lost a file can answer for it no more; what waits there waits for somebody else.
  if (asksFor(entry, file) !== entry || entry.kind === 'parked.declined') return 'refused'
  if (!kind.additive) return { parked: 'moved' }
  return receivedAt - occurred <= LATE_FOR_MS ? 'late' : { parked: 'late' }
}

/** Who accepts a parked entry must be allowed to make it. One that this build cannot read waits, and is asked about then. */
function mayAnswer(entry: Entry, role: Role, holding: Holding, file: ClientFile): boolean {
  const asked = asksFor(entry, file)
  return asked === entry || !isRead(asked) || mayDecide(asked, role, holding, file)
}

function isRead(entry: Entry): boolean {
  const read = findKind(entry.kind)?.read(entry)
  return read !== undefined && !('unknown' in read)
}

/** What an undo works on is what was told of the entry it undoes, whatever the undo itself says. */
function touchedBy(told: readonly HistoryRow[]): Touched {
  const actionIds = [...new Set(told.flatMap(({ actionId }) => actionId ?? []))]
  return actionIds.length > 0 ? { actionIds } : { itemIds: told.flatMap(({ itemIds }) => itemIds) }
}

/** The version of this history at a moment. */
async function versionAt(tx: Db, companyId: string, at: number): Promise<number> {
  const [row] = await tx
    .select({ version: versions.version })
    .from(versions)
    .where(and(eq(versions.companyId, companyId), lte(versions.at, at)))
    .orderBy(desc(versions.version))
    .limit(1)
  return row?.version ?? 0
}

async function asItWas(
  tx: Db,
  companyId: string,
  by: string,
  seen: number,
  file: ClientFile,
  may: May,
): Promise<{ role: Role | undefined; holding: Holding }> {
  const spans = [scope, scopePast].map((table) =>
    tx
      .select({ kind: table.kind, fileId: table.fileId })
      .from(table)
      .where(
        and(
          eq(table.companyId, companyId),
          eq(table.personId, by),
          eq(table.clientId, file.client.id),
          lte(table.inVersion, seen),
          or(isNull(table.outVersion), gt(table.outVersion, seen)),
        ),
      ),
  )
  const held = (await Promise.all(spans)).flat()
  const [past] = await tx
    .select({ role: rolesPast.role })
    .from(rolesPast)
    .where(
      and(
        eq(rolesPast.companyId, companyId),
        inArray(rolesPast.personId, [by]),
        lte(rolesPast.inVersion, seen),
        or(isNull(rolesPast.outVersion), gt(rolesPast.outVersion, seen)),
      ),
    )
  if (held.length === 0) return { role: past?.role, holding: HOLDS_NOTHING }
  const asksForToDos = Object.values(may).includes('ownToDos')
  const toDos = asksForToDos ? await toDosAsTheyWere(tx, companyId, by, seen, file) : HOLDS_NOTHING.toDos
  const holding = { ...toHolding(held), toDos }
  return { role: past?.role, holding }
}

/** The to-dos somebody owned then: those of now, put back by what the history tells since. */
async function toDosAsTheyWere(
  tx: Db,
  companyId: string,
  by: string,
  seen: number,
  file: ClientFile,
): Promise<ReadonlySet<string>> {
  const changed = await rowsOf<{ id: string; ownerId: string | null }>(
    tx,
    sql`select distinct on (change ->> 'id') change ->> 'id' as id, change ->> 'before' as "ownerId"
        from history, json_array_elements(changes) as change
        where company_id = ${companyId} and client_id = ${file.client.id} and version > ${seen}
          and change ->> 'table' = 'actions' and change ->> 'field' = 'ownerId'
        order by change ->> 'id', number`,
  )
  const before = new Map(changed.map(({ id, ownerId }) => [id, ownerId]))
  const owned = file.actions.filter(({ id, ownerId, caseId }) => {
    const owner = before.has(id) ? before.get(id) : ownerId
    return caseId !== null && owner === by
  })
  return new Set(owned.map(({ id }) => id))
}

function toHolding(held: { kind: 'client' | 'case'; fileId: string }[]): Omit<Holding, 'toDos'> {
  return {
    wholeFile: held.some(({ kind }) => kind === 'client'),
    cases: new Set(held.filter(({ kind }) => kind === 'case').map(({ fileId }) => fileId)),
  }
}
