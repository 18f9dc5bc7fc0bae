// @vitest-environment node
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { ballast } from './reserve.ts'

it('takes as much room in a storage that compresses, in one value', () => {
  const bytes = ballast()
  expect(bytes.byteLength).toBe(512 * 1024)
  expect(gzipSync(bytes).byteLength).toBeGreaterThan(0.99 * bytes.byteLength)
})
