import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'
import { ROLES } from '../people/person.ts'

const name = z.string().check(z.trim(), z.minLength(1, { error: 'a name is needed' }), z.maxLength(200))
const password = z.string().check(z.minLength(10, { error: 'at least 10 characters' }), z.maxLength(128))
const token = z.string().check(z.minLength(1), z.maxLength(200))

/** `POST /api/people/invitations`: who is to work here, and as what. */
export const invitingSchema = z.strictObject({
  name,
  email: z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254)),
  role: z.enum(ROLES),
  entity: z.nullable(name),
})

/** Its answer. The link is told once and kept nowhere. */
export const invitedSchema = z.object({ id: idSchema, link: z.string(), expiresAt: z.int() })

/** One that nobody has accepted; it may have expired. */
const invitationSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  entity: z.nullable(z.string()),
  invitedBy: z.string(),
  expiresAt: z.int(),
})
export type Invitation = z.infer<typeof invitationSchema>

/** `GET /api/people/invitations`: the newest first. */
export const invitationsSchema = z.object({ invitations: z.array(invitationSchema) })

/** `POST /api/invitations/look`: what the link of an invitation is for. */
export const tokenSchema = z.strictObject({ token })
/** Its answer, for whoever has the link. */
export const invitationLookSchema = z.object({
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  company: z.string(),
  invitedBy: z.string(),
})
export type InvitationLook = z.infer<typeof invitationLookSchema>

/** `POST /api/invitations/accept`: the name as they write it themselves, and a password. */
export const acceptingSchema = z.strictObject({ token, name, password })
