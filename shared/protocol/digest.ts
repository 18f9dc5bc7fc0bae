import * as z from 'zod/mini'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { idSchema } from '../base/ids.ts'

/** See `shared/clients/file-digest.ts`. */
const digestSchema = z.tuple([z.int().check(z.nonnegative()), z.int().check(z.nonnegative())])

const fileDigestSchema = z.strictObject({
  kind: z.enum(['client', 'case']),
  id: idSchema,
  rows: digestSchema,
  history: digestSchema,
})

/** What a device holds, told with the cursor it stands at. Its files are told as one, or one by one. */
export const toldDigestSchema = z.strictObject({
  /** The day its files were cut by. */
  horizon: calendarDaySchema,
  /** Settings, people and own preferences. */
  company: digestSchema,
  files: z.union([
    z.strictObject({ all: digestSchema }),
    z.strictObject({
      each: z.array(fileDigestSchema).check(z.maxLength(10_000)),
      /** Whether these are all it holds: files of its scope that are missing are sent too. */
      isAll: z.boolean(),
    }),
  ]),
})
export type ToldDigest = z.infer<typeof toldDigestSchema>
