import type { Readable } from 'node:stream'

/**
 * Where bytes are kept for good. A key is written once and never changed: what is put under a key that is there already
 * is the same. What `put` and `putFile` have answered survives a power cut.
 */
export type Store = {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Keeps what is in a file of this machine; the file stays where it is. */
  putFile(key: string, path: string): Promise<void>
  has(key: string): Promise<boolean>
  /** Undefined where nothing is kept under the key. */
  read(key: string): Promise<Kept | undefined>
  /** Hands the bytes over as a file of this machine, for as long as `use` runs; undefined where there are none. */
  asFile<Result>(key: string, use: (path: string) => Promise<Result>): Promise<Result | undefined>
  /** What is not there is removed already. */
  remove(key: string): Promise<void>
  /** All that is kept, of one company. */
  list(companyId: string): AsyncIterable<{ key: string; keptAt: number }>
}

export type Kept = { bytes: number; stream: Readable }

export const REENCODED = ['thumbnail', 'display'] as const
export type Reencoded = (typeof REENCODED)[number]

/** Where the bytes of a hash are, or a re-encoding of them. */
export function keyOf(companyId: string, hash: string, form?: Reencoded): string {
  return `${companyId}/${hash.slice(0, 2)}/${hash}${form ? `.${form}.jpg` : ''}`
}

/** The hash whose bytes, or whose re-encoding, a key names. */
export function hashOfKey(key: string): string | undefined {
  return /\/([0-9a-f]{64})(?:\.\w+\.jpg)?$/.exec(key)?.[1]
}

/** The medium is full, for this file at least. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull'
}
