import { HTTPException } from 'hono/http-exception'
import { problem, type Problem, type ProblemCode } from '#shared/protocol/problem.ts'
import { isPassing } from '../db/failures.ts'
import type { AppContext } from './app-env.ts'

/** Thrown by a handler to answer with a problem. `headers` go with the answer, such as Retry-After. */
export class ProblemAnswer extends Error {
  override readonly name = 'ProblemAnswer'
  readonly problem: Problem
  readonly headers: Record<string, string>

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: Problem['errors']; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause })
    this.problem = problem(code, detail, more.errors ? { errors: more.errors } : {})
    this.headers = more.headers ?? {}
  }
}

export function answerProblem(
  c: AppContext,
  answer: Problem,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ ...answer, request: c.get('requestId') }), {
    status: answer.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}

/** The last stop of every error: what was thrown on purpose is answered as it is, anything else is a logged defect. */
export function answerError(error: Error, c: AppContext): Response {
  if (error instanceof ProblemAnswer) return answerProblem(c, error.problem, error.headers)
  if (error instanceof HTTPException && error.status < 500) {
    return answerProblem(c, problem(error.status === 413 ? 'too-large' : 'malformed', error.message))
  }
  c.get('log').error({ err: error, request: c.get('requestId') }, 'a request failed')
  if (isPassing(error)) {
    return answerProblem(
      c,
      problem('unavailable', 'The database did not answer. Nothing was written; try again.'),
      {
        'retry-after': '2',
      },
    )
  }
  return answerProblem(c, problem('defect', 'The request could not be answered. The log has the reason.'))
}
