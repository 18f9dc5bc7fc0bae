import { Hono } from 'hono'
import * as z from 'zod/mini'
import { dayIn } from '#shared/base/calendar-day.ts'
import { idSchema } from '#shared/base/ids.ts'
import { LANGUAGES, defaultPreferences } from '#shared/people/preferences.ts'
import { changedPreferences } from '../company/load-company.ts'
import type { Database } from '../db/open.ts'
import { queryOf } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { signedInOnly } from '../people/signed-in.ts'
import { casePapers } from './case-papers.ts'
import { historyPaper } from './history-paper.ts'
import { makePdf } from './make-pdf.ts'
import { paperReader } from './paper-reader.ts'

type Parts = { database: Database; auth: Auth; now: () => number }

const querySchema = z.strictObject({
  clientId: idSchema,
  actionId: idSchema,
  language: z.optional(z.enum(LANGUAGES)),
})

/** Papers as PDF, under `/api/papers`, for those who hold the case; in the language asked for, else the person's own. */
export function paperRoutes({ database, auth, now }: Parts): Hono<AtWorkEnv> {
  const { db } = database
  const routes = new Hono<AtWorkEnv>()
  routes.use(signedInOnly(auth, db), atWorkOnly(db))

  /** `?clientId=&actionId=[&language=]` → the history of a case with the number and digest of each row, `application/pdf`. */
  routes.get('/history.pdf', async (c) => {
    const { clientId, actionId, language } = queryOf(c, querySchema)
    const person = c.get('person')
    const { papers, preferences } = await database.transaction(
      async (tx) => ({
        papers: await casePapers(tx, c.get('companyId'), person, { clientId, actionId }),
        preferences: (await changedPreferences(tx, person.id, -1)) ?? defaultPreferences(person.id),
      }),
      { snapshot: true },
    )
    if (!papers) throw new ProblemAnswer('not-found', 'There is no such case, or it is not yours to read.')
    const { company, file, action } = papers
    const reading = { ...preferences, language: language ?? preferences.language ?? LANGUAGES[0] }
    const reader = paperReader(reading, company, file, action.id, dayIn(company.timeZone, now()))
    const bytes = await makePdf(historyPaper(papers, reader, { at: now(), by: person.name }))
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="history-${actionId}.pdf"`,
    })
  })
  return routes
}
