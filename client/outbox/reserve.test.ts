// @vitest-environment node
import { expect, it } from 'vitest'
import { ballast } from './reserve.ts'

it('takes as much room in a storage that compresses, in one value', async () => {
  const bytes = ballast()
  expect(bytes.byteLength).toBe(512 * 1024)
  const zipped = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('gzip'))
  expect((await new Response(zipped).arrayBuffer()).byteLength).toBeGreaterThan(0.99 * bytes.byteLength)
})
