import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { newId } from '#shared/base/ids.ts'
import type { Person } from '#shared/people/person.ts'
import { mayGiveRole } from '#shared/people/standing.ts'
import type { Invitation, InvitationLook } from '#shared/protocol/invitations.ts'
import { loadCompany } from '../company/load-company.ts'
import { savePeople } from '../company/people-store.ts'
import { people } from '../company/tables.ts'
import type { Database, Db } from '../db/open.ts'
import type { JournalPorts } from '../journal/journal.ts'
import type { Auth } from './auth.ts'
import { invitations } from './invitation-table.ts'
import { signInUsers } from './sign-in-tables.ts'
import { createUser } from './users.ts'

const LASTS_MS = 7 * 24 * 60 * 60_000

type Invited = Pick<Person, 'name' | 'email' | 'role' | 'entity'>
type Row = typeof invitations.$inferSelect

/** Whether somebody works, or worked, under this address. A sign-in that never got a place is none. */
export async function isAddressTaken(db: Db, email: string): Promise<boolean> {
  const [row] = await db
    .select({ id: people.id })
    .from(signInUsers)
    .innerJoin(people, eq(people.id, signInUsers.id))
    .where(eq(signInUsers.email, email))
  return row !== undefined
}

/** Invites somebody for a week; an earlier invitation of the same address ends. The token is told here and never again. */
export async function invite(
  { database }: { database: Database },
  { companyId, by, invited, now }: { companyId: string; by: string; invited: Invited; now: number },
): Promise<{ id: string; token: string; expiresAt: number }> {
  const token = randomBytes(32).toString('base64url')
  const id = newId(now, randomBytes(16))
  const expiresAt = now + LASTS_MS
  await database.transaction(async (tx) => {
    await tx.delete(invitations).where(and(isOpen(companyId), eq(invitations.email, invited.email)))
    await tx.insert(invitations).values({
      ...invited,
      id,
      companyId,
      tokenHash: hashOf(token),
      invitedBy: by,
      invitedAt: now,
      expiresAt,
      acceptedAt: null,
    })
  })
  return { id, token, expiresAt }
}

/** Those nobody has accepted, the newest first. */
export async function openInvitations(db: Db, companyId: string): Promise<Invitation[]> {
  return db
    .select({
      id: invitations.id,
      name: invitations.name,
      email: invitations.email,
      role: invitations.role,
      entity: invitations.entity,
      invitedBy: invitations.invitedBy,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(isOpen(companyId))
    .orderBy(desc(invitations.invitedAt), desc(invitations.id))
}

/** Ends an open invitation: its link leads nowhere. Null where there is none; `may` decides by its role. */
export async function withdraw(
  db: Db,
  companyId: string,
  id: string,
  may: (role: Row['role']) => boolean,
): Promise<'withdrawn' | 'mayNot' | null> {
  const which = and(isOpen(companyId), eq(invitations.id, id))
  const [row] = await db.select({ role: invitations.role }).from(invitations).where(which)
  if (!row) return null
  if (!may(row.role)) return 'mayNot'
  await db.delete(invitations).where(which)
  return 'withdrawn'
}

/** What a link is for; null when it was used, withdrawn or is too old, or who invited may do so no more. */
export async function look(db: Db, token: string, now: number): Promise<InvitationLook | null> {
  const [row] = await db.select().from(invitations).where(isGood(token, now))
  const inviter = row && (await inviterOf(db, row))
  if (!row || !inviter) return null
  const { name, email, role } = row
  return { name, email, role, company: inviter.company, invitedBy: inviter.person.name }
}

/**
 * Makes of who was invited a person of the company; null as with `look`, `taken` when the address is somebody's by now.
 * The link is used up first: of two who try at once one comes in.
 */
export async function accept(
  { database, auth }: { database: Database; auth: Auth },
  given: { token: string; name: string; password: string },
  ports: Pick<JournalPorts, 'now' | 'stamp'>,
): Promise<{ email: string } | 'taken' | null> {
  const { db } = database
  const now = ports.now()
  const good = isGood(given.token, now)
  const [known] = await db.select().from(invitations).where(good)
  if (!known || !(await inviterOf(db, known))) return null
  if (await isAddressTaken(db, known.email)) return 'taken'
  const [claimed] = await db.update(invitations).set({ acceptedAt: now }).where(good).returning()
  if (!claimed) return null
  const { companyId, email, role, entity } = claimed
  try {
    // Left by a server that died between the sign-in and the place in the company.
    await db.delete(signInUsers).where(eq(signInUsers.email, email))
    const { id } = await createUser(auth, { ...given, email })
    await savePeople(
      database,
      companyId,
      [{ id, name: given.name, email, role, entity, active: true }],
      ports,
    )
  } catch (error) {
    await db.update(invitations).set({ acceptedAt: null }).where(eq(invitations.id, claimed.id))
    throw error
  }
  return { email }
}

/** Who invited, as long as they may still give that role. */
async function inviterOf(db: Db, { companyId, invitedBy, role }: Row) {
  const company = await loadCompany(db, companyId)
  const person = company.people.get(invitedBy)
  return person && mayInvite(person, role) ? { person, company: company.name } : null
}

/** Only an administrator invites one. */
export function mayInvite(actor: Person, role: Person['role']): boolean {
  return mayGiveRole(actor, { id: '', role: 'guest' }, role)
}

function isOpen(companyId: string) {
  return and(eq(invitations.companyId, companyId), isNull(invitations.acceptedAt))
}

function isGood(token: string, now: number) {
  return and(
    eq(invitations.tokenHash, hashOf(token)),
    isNull(invitations.acceptedAt),
    gt(invitations.expiresAt, now),
  )
}

/** A hash without salt is enough: nobody guesses 256 bits. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
