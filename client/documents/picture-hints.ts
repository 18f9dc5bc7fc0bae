/** What may be wrong with a photo, said before it is sent; nobody is kept from sending it. */
export type PictureHints = { isBlurred: boolean; isDark: boolean; isGlaring: boolean }

/** Found with drawn pages and pallets, sharp and blurred as by a shaking hand, at a long side of 320. */
const SHARP_FROM = 45
const DARK_BELOW = 55
const WHITE_FROM = 250
const GLARING_SHARE = 0.85

/** From the pixels of a thumbnail, four bytes each. */
export function pictureHints(rgba: Uint8ClampedArray, width: number, height: number): PictureHints {
  const luma = new Float32Array(width * height)
  let sum = 0
  let white = 0
  for (let at = 0; at < luma.length; at++) {
    const [r = 0, g = 0, b = 0] = rgba.subarray(at * 4, at * 4 + 3)
    const value = 0.299 * r + 0.587 * g + 0.114 * b
    luma[at] = value
    sum += value
    if (value >= WHITE_FROM) white++
  }
  return {
    isBlurred: sharpness(luma, width, height) < SHARP_FROM,
    isDark: sum / luma.length < DARK_BELOW,
    isGlaring: white / luma.length > GLARING_SHARE,
  }
}

/** Variance of the Laplacian: large where there are edges. */
function sharpness(luma: Float32Array, width: number, height: number): number {
  const value = (x: number, y: number) => luma[y * width + x] ?? 0
  let n = 0
  let sum = 0
  let squares = 0
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const edge = value(x - 1, y) + value(x + 1, y) + value(x, y - 1) + value(x, y + 1) - 4 * value(x, y)
      n++
      sum += edge
      squares += edge * edge
    }
  return n === 0 ? Number.POSITIVE_INFINITY : squares / n - (sum / n) ** 2
}
