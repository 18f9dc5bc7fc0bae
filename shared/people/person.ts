import * as z from 'zod/mini'
import { criteriaSchema } from '../assignment/criteria.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'

export const ROLES = [
  'administrator',
  'creditManager',
  'collector',
  'sales',
  'resolver',
  'departmentUser',
  'guest',
] as const
export type Role = (typeof ROLES)[number]

/** A sign-in id made by the sign-in library, not a UUID. */
export const personIdSchema = z.string().check(z.minLength(1), z.maxLength(64))
export type PersonId = string

export const absenceSchema = z.strictObject({
  from: calendarDaySchema,
  to: calendarDaySchema,
  substituteId: z.nullable(personIdSchema),
})
export type Absence = z.infer<typeof absenceSchema>

export const personSchema = z.strictObject({
  id: personIdSchema,
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  /** Part of the company this person works for; free text from the books. */
  entity: z.nullable(z.string()),
  /** The department (a setting) this person works in. */
  departmentId: z.nullable(z.string()),
  active: z.boolean(),
  /** Which new disputes are this person's; any one of them is enough. */
  criteria: criteriaSchema,
  /** Away from one day to another, both included; who takes new cases meanwhile. */
  absence: z.nullable(absenceSchema),
  version: z.int(),
})
export type Person = z.infer<typeof personSchema>

/** Roles that hold every client file while the company is small enough for a phone. */
export const HOLDS_ALL: Record<Role, boolean> = {
  administrator: true,
  creditManager: true,
  collector: false,
  sales: false,
  resolver: false,
  departmentUser: false,
  guest: true,
}

/** Roles that may hold whole client files as collector or sales person. */
export const HOLDS_PORTFOLIO: Record<Role, boolean> = {
  administrator: true,
  creditManager: true,
  collector: true,
  sales: true,
  resolver: false,
  departmentUser: false,
  guest: false,
}

/** Roles whose people may be a client's collector: one named by the books, or offered on the screen. */
export const MAY_COLLECT: Record<Role, boolean> = {
  administrator: true,
  creditManager: true,
  collector: true,
  sales: false,
  resolver: false,
  departmentUser: false,
  guest: false,
}
