export type PictureSize = { width: number; height: number }

/** As it lies in the file. `isOnItsSide`: the camera was held upright, and the file says to turn it by a quarter. */
export type StoredSize = PictureSize & { isOnItsSide: boolean }

const SIGNATURES = { png: 0x89504e47, riff: 0x52494646, webp: 0x57454250, jpeg: 0xffd8 }
/** Camera files carry a preview and maker's notes before their own size. */
export const HEAD_BYTES = 512 * 1024

/**
 * How large a picture is, read from its head as it lies in the file, not upright: so that it is never decoded at full size
 * only to learn that it is large. Null when the head does not say.
 */
export function pictureSize(head: Uint8Array): StoredSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  try {
    if (view.getUint16(0) === SIGNATURES.jpeg) return jpegSize(view)
    const size = otherSize(view)
    return size && { ...size, isOnItsSide: false }
  } catch (error) {
    // It ends before it says.
    if (error instanceof RangeError) return null
    throw error
  }
}

function otherSize(view: DataView): PictureSize | null {
  if (view.getUint32(0) === SIGNATURES.png) return { width: view.getUint32(16), height: view.getUint32(20) }
  if (view.getUint32(0) === SIGNATURES.riff && view.getUint32(8) === SIGNATURES.webp) return webpSize(view)
  return isoSize(view)
}

/** The first frame header; what lies before it is skipped by its length. */
function jpegSize(view: DataView): StoredSize | null {
  let isOnItsSide = false
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), isOnItsSide }
    if (marker === 0xe1 && text(view, at + 4) === 'Exif') isOnItsSide = orientation(view, at + 10) >= 5
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
}

/** From the table that an Exif block begins with; 1 where it does not say. */
function orientation(view: DataView, tiff: number): number {
  const isLittle = view.getUint16(tiff) === 0x4949
  const table = tiff + view.getUint32(tiff + 4, isLittle)
  const count = view.getUint16(table, isLittle)
  for (let n = 0; n < count; n++) {
    const field = table + 2 + n * 12
    if (view.getUint16(field, isLittle) === 0x0112) return view.getUint16(field + 8, isLittle)
  }
  return 1
}

const text = (view: DataView, at: number) =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))

function webpSize(view: DataView): PictureSize | null {
  switch (text(view, 12)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return {
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint32(26, true) >>> 8) + 1,
      }
    default:
      return null
  }
}

/** HEIC and AVIF: the largest of the sizes that the file gives its parts. */
function isoSize(view: DataView): PictureSize | null {
  if (text(view, 4) !== 'ftyp') return null
  let largest: PictureSize | null = null
  for (let at = 8; at + 16 <= view.byteLength; at++) {
    if (view.getUint8(at) !== 0x69 || text(view, at) !== 'ispe') continue
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (!largest || found.width * found.height > largest.width * largest.height) largest = found
  }
  return largest
}

/** The same shape with this as its long side; smaller ones stay as they are. */
export function fitted({ width, height }: PictureSize, longSide: number): PictureSize {
  const scale = Math.min(1, longSide / Math.max(width, height))
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}
