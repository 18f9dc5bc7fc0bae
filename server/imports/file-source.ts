import { createReadStream } from 'node:fs'

/** A file that can be read from its beginning more than once. */
export type FileSource = () => AsyncIterable<Uint8Array>

const CHUNK_BYTES = 64 * 1024

export function fileSource(path: string): FileSource {
  return () => createReadStream(path, { highWaterMark: CHUNK_BYTES })
}
