import * as z from 'zod/mini'

/** Every way in which a request, not an entry, can fail: its HTTP status and its title. */
const PROBLEMS = {
  malformed: { status: 400, title: 'The request is malformed' },
  'wrong-credentials': { status: 401, title: 'E-mail or password is wrong' },
  'signed-out': { status: 401, title: 'Not signed in' },
  /** Whoever worked here works here no more: the device hands over what it has not sent and gives up the rest. */
  deactivated: { status: 403, title: 'This account is switched off' },
  /** As above, for one device that was signed out from another. */
  'device-signed-out': { status: 401, title: 'This device was signed out' },
  forbidden: { status: 403, title: 'Not allowed' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The request does not fit the present state' },
  'stream-out-of-step': { status: 409, title: 'The stream of entries is out of step' },
  'other-history': { status: 409, title: 'The device stands in another history of the database' },
  'still-at-work': { status: 409, title: 'This person still works here' },
  'too-large': { status: 413, title: 'The request is too large' },
  /** The bytes of a document are not those its hash names. */
  'wrong-content': { status: 422, title: 'The content is not what was announced' },
  'client-too-old': { status: 426, title: 'The app is too old for this server' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  defect: { status: 500, title: 'Something is wrong on the server' },
  'storage-full': { status: 507, title: 'The server has no room left' },
  'quota-used-up': { status: 507, title: 'What may be kept is used up' },
  unavailable: { status: 503, title: 'The server is not available at the moment' },
} as const

export type ProblemCode = keyof typeof PROBLEMS

/** RFC 9457, sent as `application/problem+json`. `errors` names the fields of a malformed request. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  /** Finds the request in the server's log. */
  request: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ field: z.string(), detail: z.string() }))),
})
export type Problem = z.infer<typeof problemSchema>

export function problem(
  code: ProblemCode,
  detail: string,
  more: Pick<Problem, 'errors' | 'request'> = {},
): Problem {
  return { type: 'about:blank', ...PROBLEMS[code], detail, code, ...more }
}
