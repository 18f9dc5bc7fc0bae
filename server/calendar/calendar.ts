import { and, eq, inArray, sql } from 'drizzle-orm'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { Journal } from '../journal/journal.ts'
import { calendarDays } from './tables.ts'

/** The day of one company, and the day up to which a job was done before; null the first time. */
export type CompanyDay = { companyId: string; today: CalendarDay; doneFor: CalendarDay | null; now: number }

/**
 * What a day brings. A job is run once a day and company, may be run again at any time and on several instances, and
 * catches up after days nobody ran it: the entries it makes have ids of (company, day, kind, subject).
 */
export type CalendarJob = {
  name: string
  run: (parts: CalendarParts, day: CompanyDay) => Promise<void>
  /** Run whenever somebody looks: what it looks for is as quickly read as the mark that it was done. */
  everyLook?: true
  /** What of the company it goes by besides the day: it is run anew when this is another, and told no day before. */
  goesBy?: (company: Company) => number
}

export type CalendarParts = { database: Database; journal: Pick<Journal, 'submit'> }

/** Runs the jobs of every company whose day has turned since they were last run. One that fails is run again. */
export async function runCalendar(
  parts: CalendarParts,
  jobs: readonly CalendarJob[],
  now: number,
  failed: (error: unknown, job: string, companyId: string) => void,
): Promise<void> {
  for (const { id } of await rowsOf<{ id: string }>(
    parts.database.db,
    sql`select id from companies order by id`,
  ))
    await followDay(parts, jobs, id, now, (error, job) => failed(error, job, id))
}

/** What the day brings to one company. */
export async function followDay(
  parts: CalendarParts,
  jobs: readonly CalendarJob[],
  companyId: string,
  now: number,
  failed: (error: unknown, job: string) => void,
): Promise<void> {
  const { db } = parts.database
  const company = await loadCompany(db, companyId).catch((error: unknown) => {
    failed(error, 'reading the company')
    return null
  })
  if (!company) return
  const today = dayIn(company.timeZone, now)
  const done = await db.select().from(calendarDays).where(eq(calendarDays.companyId, companyId))
  for (const job of jobs) {
    const name = job.goesBy ? `${job.name}@${job.goesBy(company)}` : job.name
    const doneFor = done.find((row) => row.job === name)?.doneFor ?? null
    if (doneFor !== null && doneFor >= today && !job.everyLook) continue
    try {
      await job.run(parts, { companyId, today, doneFor, now })
      if (doneFor === today) continue
      await db
        .insert(calendarDays)
        .values({ companyId, job: name, doneFor: today })
        .onConflictDoUpdate({
          target: [calendarDays.companyId, calendarDays.job],
          set: { doneFor: sql`greatest(${calendarDays.doneFor}, excluded.done_for)` },
          setWhere: and(eq(calendarDays.companyId, companyId), eq(calendarDays.job, name)),
        })
      const past = done.flatMap((row) =>
        row.job !== name && row.job.startsWith(`${job.name}@`) ? [row.job] : [],
      )
      if (past.length > 0)
        await db
          .delete(calendarDays)
          .where(and(eq(calendarDays.companyId, companyId), inArray(calendarDays.job, past)))
    } catch (error) {
      failed(error, job.name)
    }
  }
}
