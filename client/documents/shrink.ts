import { type PictureHints, pictureHints } from './picture-hints.ts'
import { HEAD_BYTES, type PictureSize, type StoredSize, fitted, pictureSize } from './picture-size.ts'

const THUMBNAIL_PX = 320
const QUALITY = 0.8
const THUMBNAIL_QUALITY = 0.75
/** What is longer than that is scaled by its own side alone: asked for larger, it would be very long. */
const LONG_SHAPE = 2.5

/** A picture as it is sent: upright, without location or maker's notes. */
export type Shrunk = PictureSize & {
  bytes: ArrayBuffer
  mediaType: 'image/jpeg'
  thumbnail: ArrayBuffer
  hash: string
  hints: PictureHints
}

/** This browser cannot read it as a picture. */
export class NoPicture extends Error {}

/**
 * A picture made small. The browser scales while it decodes, so that a 24-megapixel photo is never drawn at full size:
 * Safari gives an empty picture beyond 16.7 megapixels, and a small phone has no room for it.
 */
export async function shrink(picture: Blob, longSidePx: number): Promise<Shrunk> {
  const raw = pictureSize(new Uint8Array(await picture.slice(0, HEAD_BYTES).arrayBuffer()))
  const isLarge = raw === null || Math.max(raw.width, raw.height) > longSidePx
  const resizeWidth = raw ? widthToAskFor(raw, longSidePx) : longSidePx
  const bitmap = await decoded(picture, isLarge ? { resizeWidth, resizeQuality: 'high' } : {})
  try {
    return await drawn(bitmap, fitted(bitmap, longSidePx), 0)
  } finally {
    bitmap.close()
  }
}

/** Some browsers turn a picture before they scale it, others after: it comes at least as large as asked for from both. */
function widthToAskFor(raw: StoredSize, longSidePx: number): number {
  if (!raw.isOnItsSide) return fitted(raw, longSidePx).width
  const [long, short] = [Math.max(raw.width, raw.height), Math.min(raw.width, raw.height)]
  if (long < short * LONG_SHAPE) return longSidePx
  return fitted({ width: raw.height, height: raw.width }, longSidePx).width
}

/** The same picture, turned to the right by a quarter. */
export async function turn(picture: Blob): Promise<Shrunk> {
  const bitmap = await decoded(picture, {})
  try {
    return await drawn(bitmap, { width: bitmap.height, height: bitmap.width }, 1)
  } finally {
    bitmap.close()
  }
}

export async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function decoded(picture: Blob, options: ImageBitmapOptions): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(picture, { imageOrientation: 'from-image', ...options })
  } catch (error) {
    throw new NoPicture('not a picture this browser reads', { cause: error })
  }
}

async function drawn(bitmap: ImageBitmap, size: PictureSize, quarters: number): Promise<Shrunk> {
  const canvas = drawnOn(bitmap, size, quarters)
  const small = fitted(size, THUMBNAIL_PX)
  const thumbnail = drawnOn(canvas, small, 0)
  const pixels = contextOf(thumbnail).getImageData(0, 0, small.width, small.height)
  const [bytes, thumbnailBytes] = [
    await encoded(canvas, QUALITY),
    await encoded(thumbnail, THUMBNAIL_QUALITY),
  ]
  return {
    ...size,
    bytes,
    mediaType: 'image/jpeg',
    thumbnail: thumbnailBytes,
    hash: await hashOf(bytes),
    hints: pictureHints(pixels.data, small.width, small.height),
  }
}

function drawnOn(
  source: CanvasImageSource,
  { width, height }: PictureSize,
  quarters: number,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height)
  const context = contextOf(canvas)
  context.imageSmoothingQuality = 'high'
  // What is transparent would be black in a JPEG.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  if (quarters === 0) context.drawImage(source, 0, 0, width, height)
  else {
    context.translate(width, 0)
    context.rotate(Math.PI / 2)
    context.drawImage(source, 0, 0, height, width)
  }
  return canvas
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new NoPicture('no canvas')
  return context
}

async function encoded(canvas: OffscreenCanvas, quality: number): Promise<ArrayBuffer> {
  return (await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer()
}
