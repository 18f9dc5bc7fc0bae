import * as z from 'zod/mini'
import type { Problem } from '#shared/protocol/problem.ts'
import { ProblemAnswer } from './problems.ts'

z.config(z.locales.en())

/** What is read of a request here, whatever its context carries besides. */
type Asked = { req: { text(): Promise<string>; query(): Record<string, string> } }

/** The checked JSON body; what does not fit is answered as a problem that names the fields. */
export async function jsonBody<Schema extends z.ZodMiniType>(
  c: Asked,
  schema: Schema,
): Promise<z.output<Schema>> {
  return keepable(fitting(schema, await jsonOf(c)))
}

/** The checked query parameters of the address. */
export function queryOf<Schema extends z.ZodMiniType>(c: Asked, schema: Schema): z.output<Schema> {
  return keepable(fitting(schema, c.req.query(), 'The address does not have the expected parameters.'))
}

/** The body as it came, not checked yet. */
export async function jsonOf(c: { req: Pick<Asked['req'], 'text'> }): Promise<unknown> {
  const text = await c.req.text()
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new ProblemAnswer('malformed', 'The body is not valid JSON.', { cause })
  }
}

/** The value as the schema reads it, or a problem that names the fields. */
export function fitting<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  detail = 'The body does not have the expected form.',
): z.output<Schema> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new ProblemAnswer('malformed', detail, { errors: fieldErrors(read.error) })
}

function keepable<Value>(value: Value): Value {
  const field = placeOfNul(value, '')
  if (field === null) return value
  const errors = [{ field, detail: 'a text holds no NUL character' }]
  throw new ProblemAnswer('malformed', 'No text here holds control characters.', { errors })
}

/** Where a text holds what Postgres keeps in none. */
function placeOfNul(value: unknown, field: string): string | null {
  if (typeof value === 'string') return value.includes('\0') ? field : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, one] of Object.entries(value)) {
    if (key.includes('\0')) return field
    const place = placeOfNul(one, field === '' ? key : `${field}.${key}`)
    if (place !== null) return place
  }
  return null
}

function fieldErrors(error: z.core.$ZodError): Problem['errors'] {
  return error.issues
    .slice(0, 20)
    .map((issue) => ({ field: issue.path.map(String).join('.'), detail: issue.message }))
}
