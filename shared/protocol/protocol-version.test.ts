import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { idFrom } from '../base/ids.ts'
import { ALL_KINDS } from '../journal/kinds.ts'
import { pullAnswerSchema, pullSchema } from './pull.ts'
import { pushAnswerSchema, pushSchema } from './push.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** What each number of the protocol looks like on the wire. Lines are added, never changed. */
const KNOWN: Record<number, string> = { 1: 'b76c11c5-423c' }

it('the wire looks as its number says', () => {
  const wire = {
    push: pushSchema,
    pushAnswer: pushAnswerSchema,
    pull: pullSchema,
    pullAnswer: pullAnswerSchema,
    ...Object.fromEntries(Object.values(ALL_KINDS).map(({ name, v, data }) => [`${name} v${v}`, data])),
  }
  const shapes = Object.entries(wire).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }),
  ])
  const hash = idFrom('wire', canonical(shapes)).slice(0, 13)
  expect(
    hash,
    `The wire schemas changed. If a phone of before, or a server of before, cannot read them, PROTOCOL_VERSION must move ` +
      `(and an entry kind's v, with an upcaster); then write ${hash} beside the number in this test.`,
  ).toBe(KNOWN[PROTOCOL_VERSION])
})

/** Keys sorted: the order in which a schema is written does not travel. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}
