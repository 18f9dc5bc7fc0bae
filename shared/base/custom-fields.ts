import * as z from 'zod/mini'

/** Columns of the books beyond those every company has, by the name the mapping gives them. */
export const customFieldsSchema = z.record(
  z.string().check(z.minLength(1), z.maxLength(64)),
  z.string().check(z.maxLength(500)),
)
export type CustomFields = z.infer<typeof customFieldsSchema>
