import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'

/** A pair as the outbox keeps it: what a browser would not let out is in here, for a disk of the simulation keeps data only. */
type Pair = { privateKey: { jwk: JsonWebKey }; publicKey: { jwk: JsonWebKey } }

const newPair = (): Pair => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    privateKey: { jwk: privateKey.export({ format: 'jwk' }) },
    publicKey: { jwk: publicKey.export({ format: 'jwk' }) },
  }
}

/** The cryptography of a device's key, answering at once. */
export const quietKeys = {
  generateKey: () => Promise.resolve(newPair()),
  exportKey: (_: 'jwk', { jwk }: Pair['publicKey']) => Promise.resolve(jwk),
  sign: (_: object, { jwk }: Pair['privateKey'], text: Uint8Array) => {
    const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
    return Promise.resolve(sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }))
  },
} as unknown as SubtleCrypto
