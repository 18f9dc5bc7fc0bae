import { signedText } from '#shared/protocol/quarantine.ts'
import type { Ports } from '../session/ports.ts'
import { type OutboxDatabase, STRICT } from './database.ts'

/**
 * The key a device makes for each of its users, good for handing unsent work over into quarantine and nothing else. A pair
 * whose private half no script can read, kept here as the browser's own object: nothing on the wire or on the server
 * is worth stealing, and a copied disk image aside it cannot leave the device. P-256, for every browser has it. Where the
 * browser has no cryptography (plain HTTP from another machine) there is no key, and unsent work stays locked.
 */

const KIND = { name: 'ECDSA', namedCurve: 'P-256' } as const

const keyOf = (userId: string) => `key:${userId}`

type KeyRow = { key: string; pair: CryptoKeyPair; isRegistered: boolean }

/** Makes the key where there is none, and tells the server its public half where it does not know it. */
export async function registerDeviceKey(
  { fetch, subtle }: Pick<Ports, 'fetch' | 'subtle'>,
  db: OutboxDatabase,
  userId: string,
  device: string,
): Promise<void> {
  if (!subtle) return
  const row = (await keyRow(db, userId)) ?? (await keepKey(db, userId, await newPair(subtle)))
  if (row.isRegistered) return
  const { kty, crv, x, y } = await subtle.exportKey('jwk', row.pair.publicKey)
  const answer = await fetch(`/api/people/devices/${encodeURIComponent(device)}/key`, {
    method: 'PUT',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ key: { kty, crv, x, y } }),
  }).catch(() => undefined)
  if (answer?.ok) await db.put('device', { ...row, isRegistered: true })
}

/** The server may have lost it: a restored database. */
export async function forgetRegistration(db: OutboxDatabase, userId: string): Promise<void> {
  const row = await keyRow(db, userId)
  if (row) await db.put('device', { ...row, isRegistered: false })
}

/** The signature of a body that hands over somebody's work; null without a key. */
export async function signHandOver(
  { subtle }: Pick<Ports, 'subtle'>,
  db: OutboxDatabase,
  userId: string,
  body: string,
): Promise<string | null> {
  return signText({ subtle }, db, userId, signedText(userId, body))
}

export async function canSign(
  { subtle }: Pick<Ports, 'subtle'>,
  db: OutboxDatabase,
  userId: string,
): Promise<boolean> {
  return subtle !== undefined && (await keyRow(db, userId)) !== null
}

/** The device's signature of a text, base64url; null without a key. */
export async function signText(
  { subtle }: Pick<Ports, 'subtle'>,
  db: OutboxDatabase,
  userId: string,
  words: string,
): Promise<string | null> {
  const row = await keyRow(db, userId)
  if (!row || !subtle) return null
  const text = new TextEncoder().encode(words)
  const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, row.pair.privateKey, text)
  return base64url(new Uint8Array(signature))
}

async function keyRow(db: OutboxDatabase, userId: string): Promise<KeyRow | null> {
  const row = await db.get('device', keyOf(userId))
  return row && 'pair' in row ? row : null
}

async function newPair(subtle: SubtleCrypto): Promise<CryptoKeyPair> {
  return subtle.generateKey(KIND, false, ['sign', 'verify'])
}

/** Another tab may have made one meanwhile: the first stands. */
async function keepKey(db: OutboxDatabase, userId: string, pair: CryptoKeyPair): Promise<KeyRow> {
  const tx = db.transaction('device', 'readwrite', STRICT)
  const known = await tx.store.get(keyOf(userId))
  const row = known && 'pair' in known ? known : { key: keyOf(userId), pair, isRegistered: false }
  if (row !== known) await tx.store.put(row)
  await tx.done
  return row
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
