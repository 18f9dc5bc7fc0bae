import { bigint, date, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Stamps } from '#shared/base/stamp.ts'

/** Column shapes that every table of the product shares. */
export const companyId = () => uuid('company_id').notNull()
/** Set by a trigger from the running transaction; never by a statement. */
export const version = () => bigint('version', { mode: 'number' }).notNull()
export const instant = (name: string) => bigint(name, { mode: 'number' })
export const minor = (name: string) => bigint(name, { mode: 'number' })
export const day = (name: string) => date(name, { mode: 'string' }).$type<CalendarDay>()
export const personId = (name: string) => text(name)
export const stamps = () => jsonb('stamps').$type<Stamps>().notNull()
