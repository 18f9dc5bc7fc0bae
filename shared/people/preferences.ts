import * as z from 'zod/mini'
import { stampsSchema } from '../base/stamp.ts'
import { personIdSchema } from './person.ts'

export const LANGUAGES = ['en', 'fr'] as const
export const THEMES = ['system', 'light', 'dark'] as const
export const NUMBER_FORMATS = ['language', '1,234.56', '1 234,56', '1.234,56', "1'234.56"] as const

export const preferenceFieldsSchema = z.strictObject({
  language: z.nullable(z.enum(LANGUAGES)),
  theme: z.enum(THEMES),
  numberFormat: z.enum(NUMBER_FORMATS),
  /** Filters kept from visit to visit, by screen; a screen reads its own with its own schema. */
  filters: z.record(z.string(), z.string().check(z.maxLength(4000))),
})
export type PreferenceFields = z.infer<typeof preferenceFieldsSchema>
export type Language = (typeof LANGUAGES)[number]
export type NumberFormat = (typeof NUMBER_FORMATS)[number]

export const preferencesSchema = z.strictObject({
  id: personIdSchema,
  ...preferenceFieldsSchema.shape,
  stamps: stampsSchema,
  version: z.int(),
})
export type Preferences = z.infer<typeof preferencesSchema>

export function defaultPreferences(id: string): Preferences {
  return {
    id,
    language: null,
    theme: 'system',
    numberFormat: 'language',
    filters: {},
    stamps: {},
    version: 0,
  }
}
