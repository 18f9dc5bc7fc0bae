import * as z from 'zod/mini'

/** `GET /api/sync/poke`, server-sent events: a hint that the company reached a version. Never carries data. */
export const pokeSchema = z.strictObject({ version: z.int() })
export type Poke = z.infer<typeof pokeSchema>
