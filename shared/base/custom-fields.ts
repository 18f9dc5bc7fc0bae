import * as z from 'zod/mini'

export const LONGEST_CUSTOM_NAME = 64
export const LONGEST_CUSTOM_VALUE = 500

/** Columns of the books beyond those every company has, by the name the mapping gives them. */
export const customFieldsSchema = z.record(
  z.string().check(z.minLength(1), z.maxLength(LONGEST_CUSTOM_NAME)),
  z.string().check(z.maxLength(LONGEST_CUSTOM_VALUE)),
)
export type CustomFields = z.infer<typeof customFieldsSchema>

/** The fields after what was read of them: those it does not name stay, an empty text takes one away. */
export function withCustomFields(fields: CustomFields, read: CustomFields | undefined): CustomFields {
  if (read === undefined) return fields
  return Object.fromEntries(Object.entries({ ...fields, ...read }).filter(([, value]) => value !== ''))
}
