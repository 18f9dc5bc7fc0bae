import { createMiddleware } from 'hono/factory'
import { type AtWork, personFinder } from '../company/people-store.ts'
import type { Db } from '../db/open.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { SignedInEnv } from './signed-in.ts'

export type AtWorkEnv = { Variables: SignedInEnv['Variables'] & AtWork }

/** After `signedInOnly`: lets pass who still works in a company, and says who they are there. */
export function atWorkOnly(db: Db) {
  const personOf = personFinder(db)
  return createMiddleware<AtWorkEnv>(async (c, next) => {
    const found = await personOf(c.get('signedIn').userId)
    if (!found?.person.active)
      throw new ProblemAnswer('forbidden', 'This account no longer belongs to a company.')
    c.set('companyId', found.companyId)
    c.set('person', found.person)
    await next()
  })
}
