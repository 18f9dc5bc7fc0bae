import { sql } from 'drizzle-orm'
import { rowsOf } from '../db/rows.ts'
import type { Journal } from '../journal/journal.ts'
import { redecideDeferred } from '../journal/redecide.ts'
import type { Log } from '../log.ts'
import { type CalendarJob, type CalendarParts, runCalendar } from './calendar.ts'
import { followRules } from './follow-rules.ts'
import { freeStranded } from './free-stranded.ts'
import { handOver } from './hand-over.ts'
import { lapseParked } from './lapse-parked.ts'
import { prepareSteps } from './prepare-steps.ts'
import { wakeCasework } from './wake-casework.ts'

const EVERY_MS = 10 * 60_000

/** What the days of every company bring. Some remember what they have looked at, for as long as their process lives. */
export function createJobs(): readonly CalendarJob[] {
  return [lapseParked, followRules, handOver(), freeStranded, wakeCasework, prepareSteps()]
}

/**
 * Decides once what an earlier build could not read; then looks at the calendar at once and every ten minutes, one look
 * at a time. Stopping waits for the look that runs.
 */
export function startCalendar(
  parts: CalendarParts & { journal: Journal },
  log: Log,
  now: () => number,
): { look: () => void; stop: () => Promise<void> } {
  const { database, journal } = parts
  const jobs = createJobs()
  const failed = (err: unknown, job: string, companyId: string) =>
    log.error({ err, job, companyId }, 'the calendar could not be followed')
  async function redecide() {
    for (const { id } of await rowsOf<{ id: string }>(database.db, sql`select id from companies`))
      await redecideDeferred(database.db, journal, id, now()).catch((err: unknown) =>
        failed(err, 'redecide', id),
      )
  }
  let running: Promise<void> = Promise.resolve()
  function then(run: () => Promise<void>) {
    running = running.then(run).catch((err: unknown) => log.error({ err }, 'the calendar could not be read'))
  }
  const look = () => then(() => runCalendar(parts, jobs, now(), failed))
  then(redecide)
  look()
  const timer = setInterval(look, EVERY_MS).unref()
  return {
    /** What somebody has just done may be waited for: not only in ten minutes. */
    look,
    stop() {
      clearInterval(timer)
      return running
    },
  }
}
