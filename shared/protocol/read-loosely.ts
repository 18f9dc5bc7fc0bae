import * as z from 'zod/mini'

/** An unknown field may hide another one. */
const ROUNDS = 5

/**
 * Reads what a newer version of the product may have written: fields that the schema does not know are left out,
 * everything else must be as it says. The value itself stays as it is.
 */
export function readLoosely<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): ReturnType<typeof z.safeParse<Schema>> {
  let read = z.safeParse(schema, value)
  let known = value
  for (let round = 0; !read.success && round < ROUNDS; round++) {
    const unknown = read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [],
    )
    if (unknown.length === 0) break
    known = unknown.reduce(withoutField, known)
    read = z.safeParse(schema, known)
  }
  return read
}

function withoutField(value: unknown, [field, ...rest]: readonly PropertyKey[]): unknown {
  if (typeof value !== 'object' || value === null || field === undefined) return value
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (index === field ? withoutField(one, rest) : one))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      if (name !== field) return [[name, one]]
      return rest.length === 0 ? [] : [[name, withoutField(one, rest)]]
    }),
  )
}
