import sharp from 'sharp'

/** A photograph-like picture of a size: a gradient with some noise, so that it does not compress to nothing. */
export function aPicture(width: number, height: number) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0, i = 0; at < width * height; at++) {
    pixels[i++] = (at % width) & 255
    pixels[i++] = Math.floor(at / width) & 255
    pixels[i++] = (at * 7919) & 63
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

export const aJpeg = (width = 800, height = 600) => aPicture(width, height).jpeg({ quality: 85 }).toBuffer()
