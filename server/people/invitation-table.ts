import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Role } from '#shared/people/person.ts'
import { companyId, instant, personId } from '../db/columns.ts'

/** Who was asked to work here. Of the secret in the link only the hash is kept. */
export const invitations = pgTable(
  'invitations',
  {
    companyId: companyId(),
    id: uuid('id').primaryKey(),
    tokenHash: text('token_hash').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    entity: text('entity'),
    invitedBy: personId('invited_by').notNull(),
    invitedAt: instant('invited_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
  },
  (table) => [
    uniqueIndex('invitations_token').on(table.tokenHash),
    index('invitations_company').on(table.companyId, table.email),
  ],
)
