import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'
import { MAX_PAGES } from '../documents/allowed-types.ts'
import { hashSchema } from '../documents/document.ts'

/**
 * Bytes of documents, apart from the entries that speak of them: up by tus 1.0 under `UPLOAD_PATH`, down page by page.
 * Bytes and entry may arrive in either order. Bytes are named by the SHA-256 of what is uploaded, and a device lets go of
 * its copy only when the document's row, which comes with a pull, says `settled` for that hash.
 */
export const UPLOAD_PATH = '/api/documents/upload'

/** `Upload-Metadata` of `POST /api/documents/upload`; the length is tus' own `Upload-Length`. */
export const uploadMetadataSchema = z.strictObject({
  hash: hashSchema,
  /** What the device takes it for; the content decides. */
  mediaType: z.string().check(z.maxLength(200)),
  /** Tells a plain text from a table, no more. */
  name: z.string().check(z.maxLength(500)),
})
export type UploadMetadata = z.infer<typeof uploadMetadataSchema>

/**
 * What a device signs, with its own key, on each call of an upload it makes without a session: whose work it is, and
 * which bytes. Taken only from whom `POST /api/sync/quarantine` takes entries.
 */
export function signedUpload(personId: string, { hash, bytes }: { hash: string; bytes: number }): string {
  return `suivi document\n${personId}\n${hash}\n${bytes}`
}

export const HAVE_AT_ONCE = 200

/**
 * `POST /api/documents/have`: which of these need not be sent, since the asker may see a document with these very bytes
 * already. For all others the bytes are taken and compared, whoever may have given them before: to know a hash is not to
 * have the file.
 */
export const haveSchema = z.strictObject({
  hashes: z.array(hashSchema).check(z.minLength(1), z.maxLength(HAVE_AT_ONCE)),
})
export const haveAnswerSchema = z.object({ have: z.array(z.string()) })

/** A page as it is asked for: two clean re-encodings of an image, and the bytes as they were given. */
export const PAGE_FORMS = ['thumbnail', 'display', 'original'] as const
export type PageForm = (typeof PAGE_FORMS)[number]

/** Long side of the re-encodings, px; JPEG, upright, without anything the camera wrote beside the picture. */
export const FORM_SIDE_PX = { thumbnail: 320, display: 2000 } as const

/** Where a page is read, under the session of somebody who may see the document; pages count from 1. */
export function pageAddress(documentId: string, page: number, form: PageForm): string {
  return `/api/documents/${documentId}/pages/${page}/${form}`
}

const pageSchema = z.strictObject({
  documentId: idSchema,
  page: z.int().check(z.minimum(1), z.maximum(MAX_PAGES)),
  form: z.enum(PAGE_FORMS),
})

const LINKS_AT_ONCE = 200

/**
 * `POST /api/documents/links`: addresses that work without a cookie, as where the system's own viewer downloads. Each is
 * bound to the asker and ends `LINK_LASTS_MS` later; their scope is asked again when it is used. In the order asked for;
 * null where the asker may not see it.
 */
export const linksSchema = z.strictObject({
  pages: z.array(pageSchema).check(z.minLength(1), z.maxLength(LINKS_AT_ONCE)),
})
export const linksAnswerSchema = z.object({ links: z.array(z.nullable(z.string())), until: z.int() })
export const LINK_LASTS_MS = 10 * 60_000
