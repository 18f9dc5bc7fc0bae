import { describe, expect, it } from 'vitest'
import { fitted, pictureSize } from './picture-size.ts'

const bytes = (...parts: (number | string)[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [part])),
  )

const frame = [0xff, 0xc0, 0, 17, 8, 0x10, 0xbc, 0x16, 0x50]
/** Orientation n in an Exif block, big end first. */
const exif = (n: number) => [
  0xff, 0xe1, 0, 34, 'Exif', 0, 0, 'MM', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, n, 0, 0, 0, 0, 0, 0,
] // prettier-ignore

describe('the size of a picture', () => {
  it('of a JPEG stands in its frame header, behind whatever comes before', () => {
    const head = bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...frame)
    expect(pictureSize(head)).toEqual({ width: 5712, height: 4284, isOnItsSide: false })
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of a JPEG with orientation %i is on its side from 5 on', (n) => {
    const head = bytes(0xff, 0xd8, ...exif(n), ...frame)
    expect(pictureSize(head)?.isOnItsSide).toBe(n >= 5)
  })

  it('of a PNG stands at its beginning', () => {
    const head = bytes(0x89, 'PNG', 13, 10, 26, 10, 0, 0, 0, 13, 'IHDR', 0, 0, 4, 0, 0, 0, 3, 0)
    expect(pictureSize(head)).toEqual({ width: 1024, height: 768, isOnItsSide: false })
  })

  it('of a HEIC is that of its largest part', () => {
    const size = (width: number, height: number) => ['ispe', 0, 0, 0, 0, 0, 0, 0, width, 0, 0, 0, height]
    const head = bytes(0, 0, 0, 24, 'ftypheic', ...size(20, 10), ...size(200, 100), 0, 0, 0, 0)
    expect(pictureSize(head)).toEqual({ width: 200, height: 100, isOnItsSide: false })
  })

  it('is not known where the file ends before it says, or is no picture', () => {
    expect(pictureSize(bytes(0xff, 0xd8, 0xff))).toBeNull()
    expect(pictureSize(bytes())).toBeNull()
    expect(pictureSize(bytes('%PDF-1.7 and more than sixteen bytes'))).toBeNull()
  })
})

it('a picture is fitted into its long side and never made larger', () => {
  expect(fitted({ width: 5712, height: 4284 }, 2000)).toEqual({ width: 2000, height: 1500 })
  expect(fitted({ width: 800, height: 600 }, 2000)).toEqual({ width: 800, height: 600 })
  expect(fitted({ width: 10_000, height: 2 }, 2000)).toEqual({ width: 2000, height: 1 })
})
