import { eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import type { Auth } from './auth.ts'
import { signInSessions } from './sign-in-tables.ts'

export type NewUser = { email: string; password: string; name: string }

/** Makes somebody who can sign in; the id is also the id of the person. Throws when the e-mail is taken. */
export async function createUser(auth: Auth, { email, password, name }: NewUser): Promise<{ id: string }> {
  const { internalAdapter, password: passwords } = await auth.$context
  const hash = await passwords.hash(password)
  const user = await internalAdapter.createUser(
    { email: email.trim().toLowerCase(), name, emailVerified: true },
    { method: 'email-password' },
  )
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: 'credential',
    password: hash,
  })
  return { id: user.id }
}

/** Signs one device out, wherever it is. */
export async function endSession(db: Db, sessionId: string): Promise<void> {
  await db.delete(signInSessions).where(eq(signInSessions.id, sessionId))
}

export async function endSessionsOf(db: Db, userIds: readonly string[]): Promise<void> {
  if (userIds.length > 0) await db.delete(signInSessions).where(inArray(signInSessions.userId, [...userIds]))
}
