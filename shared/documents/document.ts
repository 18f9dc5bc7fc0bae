import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'
import { stampsSchema } from '../base/stamp.ts'
import { personIdSchema } from '../people/person.ts'
import { MAX_PAGES, MAX_PAGE_BYTES } from './allowed-types.ts'

/** What a document is, in the words of the people who look for it. */
export const DOCUMENT_TYPES = ['deliveryNote', 'order', 'photo', 'contract', 'letter', 'other'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** SHA-256 of the bytes that are uploaded, in small hex digits: the name of the bytes in a company. */
export const hashSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 in hex' }))

const sideSchema = z.nullable(z.int().check(z.positive(), z.maximum(100_000)))

/** One page as the device that made it says: the bytes it is going to send. Never changes. */
export const pageSchema = z.strictObject({
  hash: hashSchema,
  /** As the device took it to be; what the bytes are is said when they have come. */
  mediaType: z.string().check(z.minLength(1), z.maxLength(127)),
  bytes: z.int().check(z.positive(), z.maximum(MAX_PAGE_BYTES)),
  width: sideSchema,
  height: sideSchema,
})
export type Page = z.infer<typeof pageSchema>

/**
 * What became of bytes that have come.
 * - `notScanned`: no scanner is configured; `clean`: looked through. Both are shown.
 * - `infected`, `cannotBeScanned`: kept apart and never handed out
 * - `refused`: they are not what may be a page
 */
export const SETTLED_STATES = ['notScanned', 'clean', 'infected', 'cannotBeScanned', 'refused'] as const
export type SettledState = (typeof SETTLED_STATES)[number]

/** Whether bytes in a state may be looked at. */
export const IS_SHOWN: Record<SettledState, boolean> = {
  notScanned: true,
  clean: true,
  infected: false,
  cannotBeScanned: false,
  refused: false,
}

export const REFUSED_BECAUSE = [
  'empty',
  'tooBig',
  'typeNotAllowed',
  'notWhatItSays',
  'broken',
  'tooManyPixels',
  'tooSlow',
  'otherBytes',
] as const
export type RefusedBecause = (typeof REFUSED_BECAUSE)[number]

/** The server's word on one page's bytes. Phones delete their own copy on it, and on nothing else. */
export const settledSchema = z.strictObject({
  hash: hashSchema,
  /** Moment the bytes had come in full, ms. */
  at: z.int().check(z.nonnegative()),
  state: z.enum(SETTLED_STATES),
  /** Of a refusal: one of `REFUSED_BECAUSE`. Of an infection: what the scanner calls it. */
  reason: z.nullable(z.string().check(z.maxLength(200))),
  /** By content. */
  mediaType: z.string().check(z.minLength(1), z.maxLength(127)),
  bytes: z.int().check(z.nonnegative()),
})
export type Settled = z.infer<typeof settledSchema>

/**
 * What was photographed or uploaded. It belongs to a case (`actionId`), to items (`itemIds`, and no `actionId`), or to
 * the client (neither). The row is there before the bytes are, or after; `settled` says which pages have come.
 */
export const documentSchema = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  actionId: z.nullable(z.string()),
  itemIds: z.array(z.string()),
  name: z.string(),
  type: z.enum(DOCUMENT_TYPES),
  remark: z.nullable(z.string()),
  /** Shown to the customer; else it is internal. */
  isShownToCustomer: z.boolean(),
  pages: z.array(pageSchema).check(z.minLength(1), z.maxLength(MAX_PAGES)),
  /** At most one of each hash among the pages. */
  settled: z.array(settledSchema),
  /** Moment the first page was captured, by the device's clock, ms. */
  capturedAt: z.int(),
  byId: personIdSchema,
  /** Kept and marked; the moment is that of the entry, ms. */
  withdrawn: z.nullable(z.strictObject({ at: z.int(), byId: personIdSchema, reason: z.string() })),
  removed: z.boolean(),
  stamps: stampsSchema,
  version: z.int(),
})
export type Document = z.infer<typeof documentSchema>

/** Ids of what a document belongs to, as entries about it name it: permission is asked for that. */
export const belongsToSchema = {
  actionId: z.nullable(idSchema),
  itemIds: z.array(idSchema).check(z.maxLength(200)),
}

/** What the server has said of the bytes of a page; null while they are on their way. */
export function settledOf({ settled }: Pick<Document, 'settled'>, hash: string): Settled | null {
  return settled.find((one) => one.hash === hash) ?? null
}

/** Whether the bytes of a page are there and may be looked at. */
export function isPageShown(document: Pick<Document, 'settled'>, hash: string): boolean {
  const settled = settledOf(document, hash)
  return settled !== null && IS_SHOWN[settled.state]
}

/** Whether bytes of it are still on their way. */
export function isOnItsWay({ pages, settled }: Pick<Document, 'pages' | 'settled'>): boolean {
  return pages.some(({ hash }) => settledOf({ settled }, hash) === null)
}

/** The document of a file with an id; one that was taken back by undo is not found. */
export function findDocument(
  { documents }: { documents: readonly Document[] },
  id: string,
): Document | undefined {
  return documents.find((document) => document.id === id && !document.removed)
}

/** Documents that belong to the client itself: to no case and to no item. */
export function isOfClient({ actionId, itemIds }: Pick<Document, 'actionId' | 'itemIds'>): boolean {
  return actionId === null && itemIds.length === 0
}
