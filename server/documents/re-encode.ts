import sharp from 'sharp'
import { MAX_PIXELS } from '#shared/documents/allowed-types.ts'
import type { RefusedBecause } from '#shared/documents/document.ts'
import { FORM_SIDE_PX } from '#shared/protocol/documents.ts'
import type { Reencoded } from './store.ts'

export type Picture = { width: number; height: number } & Record<Reencoded, Uint8Array>

const QUALITY: Record<Reencoded, number> = { thumbnail: 70, display: 80 }
const SECONDS = 20

// One picture at a time, on one core: requests and the journal have the other.
sharp.concurrency(1)
// A picture is never read twice.
sharp.cache(false)

/**
 * Decodes an image and makes it anew: upright, in sRGB, on white, first frame only, without anything that stood beside
 * the pixels. What comes out holds no byte of what went in.
 */
export async function reencode(path: string): Promise<Picture | { refused: RefusedBecause }> {
  try {
    const { width, height, pages = 1 } = await sharp(path, { limitInputPixels: false }).metadata()
    if (width * height > MAX_PIXELS || pages > MAX_FRAMES) return { refused: 'tooManyPixels' }
    const display = await shrunk(path, 'display')
    const thumbnail = await shrunk(display.data, 'thumbnail')
    const { width: shownWidth, height: shownHeight } = display.info
    return { width: shownWidth, height: shownHeight, display: display.data, thumbnail: thumbnail.data }
  } catch (error) {
    return { refused: whyNot(error) }
  }
}

const MAX_FRAMES = 1000

function shrunk(input: string | Uint8Array, form: Reencoded) {
  const side = FORM_SIDE_PX[form]
  return sharp(input, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: SECONDS })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY[form], mozjpeg: false })
    .toBuffer({ resolveWithObject: true })
}

function whyNot(error: unknown): RefusedBecause {
  const said = error instanceof Error ? error.message : ''
  if (/timeout/i.test(said)) return 'tooSlow'
  if (/pixel limit|dimensions/i.test(said)) return 'tooManyPixels'
  return 'broken'
}
