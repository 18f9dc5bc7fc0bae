import * as z from 'zod/mini'

/** One thing that was another when somebody looked at it. A field `items.…` is the amount asked for of that item. */
export const differenceSchema = z.strictObject({
  field: z.string(),
  before: z.nullable(z.union([z.string(), z.number()])),
  after: z.nullable(z.union([z.string(), z.number()])),
})
export type Difference = z.infer<typeof differenceSchema>
