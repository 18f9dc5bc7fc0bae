import { eq, sql } from 'drizzle-orm'
import type { Person } from '#shared/people/person.ts'
import type { Database, Db } from '../db/open.ts'
import type { JournalPorts } from '../journal/journal.ts'
import { lockCompany } from '../journal/lock-company.ts'
import { rescopeCompany } from '../journal/scope-changes.ts'
import { upsert } from '../journal/upsert.ts'
import { loadCompany } from './load-company.ts'
import { companies, people, rolesPast, versions } from './tables.ts'

/** What is not said of department, criteria and absence stays as it was. */
export type PersonFields = Omit<Person, 'version' | 'departmentId' | 'criteria' | 'absence'> &
  Partial<Pick<Person, 'departmentId' | 'criteria' | 'absence'>>

/**
 * Adds people or changes them: role, activity, name. What they may hold follows in the same transaction. No entry, for
 * nobody inside makes it: the first administrator, whoever the operator adds at the server's command line, and the
 * demo company come before anybody who could sign for it. What people do to people (switching off, taking back) is an
 * entry. It takes the company's turn and a version like one, so devices follow all the same.
 */
export async function savePeople(
  database: Database,
  companyId: string,
  saved: readonly PersonFields[],
  { now, stamp }: Pick<JournalPorts, 'now' | 'stamp'>,
): Promise<void> {
  await database.transaction(async (tx) => {
    const head = await lockCompany(tx, companyId)
    const version = head.version + 1
    await tx.execute(sql`select set_config('suivi.version', ${String(version)}, true)`)
    const known = await tx.select().from(people).where(eq(people.companyId, companyId))
    const before = new Map(known.map((person) => [person.id, person]))
    await keepRoles(tx, companyId, version, saved, before)
    await upsert(
      tx,
      people,
      saved.map((person) => ({
        departmentId: before.get(person.id)?.departmentId ?? null,
        criteria: before.get(person.id)?.criteria ?? [],
        absence: before.get(person.id)?.absence ?? null,
        ...person,
        companyId,
        version,
      })),
    )
    await rescopeCompany(tx, companyId, version, await loadCompany(tx, companyId), head.isHeldWhole)
    await tx.update(companies).set({ version }).where(eq(companies.id, companyId))
    await tx.insert(versions).values({ companyId, version, stamp: stamp(), at: now() })
  })
}

/** Remembers from which version on whose role is another; before the rows are written. */
export async function keepRoles(
  tx: Db,
  companyId: string,
  version: number,
  saved: readonly Pick<Person, 'id' | 'role'>[],
  known: ReadonlyMap<string, Pick<Person, 'role'>>,
): Promise<void> {
  for (const person of saved) {
    if (known.get(person.id)?.role === person.role) continue
    await tx.execute(
      sql`update roles_past set out_version = ${version}
          where company_id = ${companyId} and person_id = ${person.id} and out_version is null`,
    )
    await tx
      .insert(rolesPast)
      .values({ companyId, personId: person.id, role: person.role, inVersion: version, outVersion: null })
  }
}

export type AtWork = { companyId: string; person: Person }

/** Finds the company somebody works for, and who they are there; null for a sign-in without a place in a company. */
export function personFinder(db: Db): (userId: string) => Promise<AtWork | null> {
  const byId = db
    .select()
    .from(people)
    .where(eq(people.id, sql.placeholder('id')))
    .prepare('person')
  return async (userId) => {
    const [row] = await byId.execute({ id: userId })
    if (!row) return null
    const { companyId, ...person } = row
    return { companyId, person }
  }
}
