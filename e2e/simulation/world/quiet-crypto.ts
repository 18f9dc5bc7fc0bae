import { createHash } from 'node:crypto'

/** The browser's cryptography answers from other threads, sooner or later; here it answers at once, so that nothing waits. */
export function installQuietCrypto(): void {
  SubtleCrypto.prototype.digest = (algorithm, data) => {
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data)
    const digest = createHash(name.replace('-', '')).update(bytes).digest()
    return Promise.resolve(new Uint8Array(digest).buffer)
  }
}
