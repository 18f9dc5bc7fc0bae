import { sql } from 'drizzle-orm'
import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import { hourIn } from '#shared/base/hour-in.ts'
import type { Company } from '#shared/company/company.ts'
import { type NextStep, nextStep, weekdayOf } from '#shared/dunning/next-step.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { type Entry, RULE } from '#shared/journal/entry.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { loadOpenFiles } from '../journal/file-rows.ts'
import { calendarId } from './calendar-id.ts'
import type { CalendarJob, CompanyDay } from './calendar.ts'
import { submit } from './casework-entries.ts'

/** So many clients are read at once, and share a transaction where they have something to prepare. */
const CLIENTS_AT_ONCE = 200

/**
 * The daily run: each client once, and what is not done by hand and is due is prepared. What is only due needs no entry, it
 * follows from dates. Client by client in the order of their ids, so that a run cut short is simply begun again: what it
 * prepared is passed over by the rule and by the ids of the entries. It looks again in the course of the day, for steps
 * have their hours. A client has one next step, so nobody gets two at once after days on which no server ran.
 */
export function prepareSteps(clientsAtOnce = CLIENTS_AT_ONCE): CalendarJob {
  // A hint that spares work: steps have whole hours, and one look in each is enough.
  const lookedIn = new Map<string, string>()
  return {
    name: 'scenario.steps',
    everyLook: true,
    async run(parts, day) {
      const { companyId, today, now } = day
      const { db } = parts.database
      const company = await loadCompany(db, companyId)
      const latestDue = latestLeaderDue(company, today)
      if (latestDue === null) return
      const hour = `${today}/${hourIn(company.timeZone, now)}/${Math.max(0, ...versionsOf(company))}`
      if (lookedIn.get(companyId) === hour) return
      const ids = await clientIds(db, companyId, latestDue)
      for (let at = 0; at < ids.length; at += clientsAtOnce) {
        const files = await loadOpenFiles(db, companyId, ids.slice(at, at + clientsAtOnce))
        await submit(
          parts,
          day,
          files.flatMap((file) => entryOf(day, company, file) ?? []),
        )
      }
      lookedIn.set(companyId, hour)
    },
  }
}

function versionsOf({ settings }: Company): number[] {
  return [...settings.values()].map(({ version }) => version)
}

/**
 * The last day on which the leader item of a client that nothing was ever done for can have fallen due, if a step of its
 * scenario is due today; null where no step is prepared by itself.
 */
function latestLeaderDue({ scenarios }: Company, today: CalendarDay): CalendarDay | null {
  const steps = scenarios.flatMap(({ data }) => data.steps)
  if (!steps.some(({ mode }) => mode !== 'manual')) return null
  return addDays(today, -Math.min(...steps.map(({ days }) => days)))
}

/**
 * Clients of which something may be due: what has not fallen due long enough is not even read. All at once: a page at a
 * time the database may choose to go through every item for each page.
 */
async function clientIds(db: Db, companyId: string, latestDue: CalendarDay): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select id from clients c
        where company_id = ${companyId}
          and exists (select from items i where i.company_id = c.company_id and i.client_id = c.id
            and i.closed_on is null and i.balance_minor > 0
            and (i.due_on <= ${latestDue} or c.scenario_step is not null))
        order by id`,
  )
  return rows.map(({ id }) => id)
}

function entryOf({ companyId, today, now }: CompanyDay, company: Company, file: ClientFile): Entry | null {
  const next = nextStep(file, company)
  if (!next || next.step.mode === 'manual' || next.preparedOn !== null || next.dueOn > today) return null
  const { index, leader } = next
  if (!isItsTime(next, today, hourIn(company.timeZone, now))) return null
  const leaderItemId = leader.id
  return {
    id: calendarId(
      companyId,
      today,
      'scenarioStep.prepared',
      `${leaderItemId}/${index}/${file.client.version}`,
    ),
    kind: 'scenarioStep.prepared',
    v: ALL_KINDS['scenarioStep.prepared'].v,
    by: RULE,
    subject: { type: 'client', id: file.client.id },
    at: now,
    device: '',
    seen: { version: 0, stamp: '' },
    data: { leaderItemId, step: index, on: today },
  }
}

/** A day that somebody gave a step holds whatever its weekday; one that has passed waits for the next the step may fall on. */
function isItsTime({ step, dueOn }: NextStep, today: CalendarDay, hour: number): boolean {
  const isItsDay = dueOn === today || step.weekdays.includes(weekdayOf(today))
  return isItsDay && step.hours.from <= hour && hour < step.hours.to
}
