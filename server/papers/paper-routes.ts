import { type Context, Hono } from 'hono'
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
import { planPaper } from './plan-paper.ts'

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
    const { papers, reader, made } = await read(c)
    return pdf(c, await makePdf(historyPaper(papers, reader, made)), `history-${papers.action.id}`)
  })

  /** `?clientId=&actionId=[&language=]` → the plan of a case as it goes to the client, `application/pdf`. */
  routes.get('/plan.pdf', async (c) => {
    const { papers, reader, made } = await read(c)
    const paper = planPaper(papers, reader, made)
    if (!paper) throw new ProblemAnswer('not-found', 'There is no plan in this case.')
    return pdf(c, await makePdf(paper), `plan-${papers.action.id}`)
  })
  return routes

  /** The papers of the case that is asked for, for whom, and when they are made. */
  async function read(c: Context<AtWorkEnv>) {
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
    return { papers, reader, made: { at: now(), by: person.name } }
  }
}

function pdf(c: Context<AtWorkEnv>, bytes: Buffer, name: string): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}.pdf"`,
  })
}
