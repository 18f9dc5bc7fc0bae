import * as z from 'zod/mini'
import { readLoosely } from '#shared/protocol/read-loosely.ts'
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
  return checked(schema, await parsed(c), 'The body does not have the expected form.')
}

/** The same of a device that may be newer than this server: what it says beyond the schema is left out. */
export async function jsonBodyLoosely<Schema extends z.ZodMiniType>(
  c: Asked,
  schema: Schema,
): Promise<z.output<Schema>> {
  const value = await parsed(c)
  const read = readLoosely(schema, value)
  return read.success ? read.data : checked(schema, value, 'The body does not have the expected form.')
}

/** The checked query parameters of the address. */
export function queryOf<Schema extends z.ZodMiniType>(c: Asked, schema: Schema): z.output<Schema> {
  return checked(schema, c.req.query(), 'The address does not have the expected parameters.')
}

async function parsed(c: Asked): Promise<unknown> {
  const text = await c.req.text()
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new ProblemAnswer('malformed', 'The body is not valid JSON.', { cause })
  }
}

function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  detail: string,
): z.output<Schema> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new ProblemAnswer('malformed', detail, { errors: fieldErrors(read.error) })
}

function fieldErrors(error: z.core.$ZodError): Problem['errors'] {
  return error.issues
    .slice(0, 20)
    .map((issue) => ({ field: issue.path.map(String).join('.'), detail: issue.message }))
}
