import { createMiddleware } from 'hono/factory'
import { type AtWork, personFinder } from '../company/people-store.ts'
import type { Db } from '../db/open.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { SignedInEnv } from './signed-in.ts'
import { endSessionsOf } from './users.ts'

export type AtWorkEnv = { Variables: SignedInEnv['Variables'] & AtWork }

/** After `signedInOnly`: lets pass who still works in a company, and says who they are there. */
export function atWorkOnly(db: Db) {
  const personOf = personFinder(db)
  return createMiddleware<AtWorkEnv>(async (c, next) => {
    const found = await personOf(c.get('signedIn').userId)
    if (!found) throw new ProblemAnswer('forbidden', 'This account belongs to no company.')
    if (!found.person.active) {
      // A sign-in that overlapped with the switching off.
      await endSessionsOf(db, [found.person.id])
      throw new ProblemAnswer('deactivated', 'This account is switched off.')
    }
    c.set('companyId', found.companyId)
    c.set('person', found.person)
    await next()
  })
}
