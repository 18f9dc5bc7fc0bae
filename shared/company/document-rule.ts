import * as z from 'zod/mini'

/** How photographs are taken in and sent. */
export const documentRuleSchema = z.strictObject({
  /** Whether phones send a photograph as it was taken, with all it says of place and camera, besides the small one. */
  keepsOriginal: z.boolean(),
  /** Files above this wait for Wi-Fi; null: none does. */
  wifiOnlyOverBytes: z.nullable(z.int().check(z.minimum(0), z.maximum(50 * 1024 * 1024))),
  /** What the long side of a photograph is brought down to. */
  longSidePx: z.int().check(z.minimum(1_000), z.maximum(6_000)),
})

export const DEFAULT_DOCUMENT_RULE: z.infer<typeof documentRuleSchema> = {
  keepsOriginal: false,
  wifiOnlyOverBytes: null,
  longSidePx: 2_000,
}
