/**
 * What may be a page of a document. Here by the type a device or the server's own look at the bytes gives; the name of a
 * file proves nothing.
 */

/**
 * - `image`: decoded and made anew by the server; screens show that, never the bytes that came
 * - `pdf`, `text`: kept as they are, shown by the viewer, handed out as an attachment
 * - `download`: kept as they are, handed out as an attachment only
 */
export type Handling = 'image' | 'pdf' | 'text' | 'download'

type AllowedType = { handling: Handling; extensions: readonly [string, ...string[]] }

/** Total over what is taken. SVG and HTML are not: they are programs. */
export const ALLOWED_TYPES = {
  'image/jpeg': { handling: 'image', extensions: ['jpg', 'jpeg'] },
  'image/png': { handling: 'image', extensions: ['png'] },
  'image/webp': { handling: 'image', extensions: ['webp'] },
  'image/gif': { handling: 'image', extensions: ['gif'] },
  'image/tiff': { handling: 'image', extensions: ['tif', 'tiff'] },
  'image/avif': { handling: 'image', extensions: ['avif'] },
  'image/heic': { handling: 'download', extensions: ['heic'] },
  'image/heif': { handling: 'download', extensions: ['heif'] },
  'application/pdf': { handling: 'pdf', extensions: ['pdf'] },
  'text/plain': { handling: 'text', extensions: ['txt'] },
  'text/csv': { handling: 'text', extensions: ['csv'] },
  'application/msword': { handling: 'download', extensions: ['doc'] },
  'application/vnd.ms-excel': { handling: 'download', extensions: ['xls'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    handling: 'download',
    extensions: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    handling: 'download',
    extensions: ['xlsx'],
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    handling: 'download',
    extensions: ['pptx'],
  },
  'application/vnd.oasis.opendocument.text': { handling: 'download', extensions: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { handling: 'download', extensions: ['ods'] },
  'application/vnd.oasis.opendocument.presentation': { handling: 'download', extensions: ['odp'] },
} as const satisfies Record<string, AllowedType>

export type MediaType = keyof typeof ALLOWED_TYPES

export const MAX_PAGE_BYTES = 50 * 1024 * 1024
export const MAX_PAGES = 50
/** More than the largest sensor of a phone that is held today; a flood of pixels is refused before it is decoded. */
export const MAX_PIXELS = 50_000_000

const byType: ReadonlyMap<string, AllowedType> = new Map(Object.entries(ALLOWED_TYPES))
export function isAllowedType(mediaType: string): mediaType is MediaType {
  return byType.has(mediaType)
}

/** How pages of a type are kept and shown; null for one that is not taken. */
export function handlingOf(mediaType: string): Handling | null {
  return byType.get(mediaType)?.handling ?? null
}
