import { ProblemAnswer } from '../http/problems.ts'
import type { AttemptRule, Attempts } from './attempts.ts'

/** Answers with a problem, and when to come back, while one of the rules is used up. */
export async function mustBeFree(attempts: Attempts, rules: readonly AttemptRule[]): Promise<void> {
  const wait = await attempts.waitFor(rules)
  if (wait === 0) return
  const seconds = Math.ceil(wait / 1000)
  throw new ProblemAnswer(
    'too-many-attempts',
    `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`,
    { headers: { 'retry-after': String(seconds) } },
  )
}
