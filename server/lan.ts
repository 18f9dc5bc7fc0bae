import { X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import qrcode from 'qrcode-terminal'
import { generate } from 'selfsigned'

export type LanCertificate = {
  key: string
  cert: string
  /** What a phone installs to trust `cert`. */
  ca: string
}

const day = 24 * 60 * 60 * 1000

/** The addresses of this machine that others in the same network can reach. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address)
}

/**
 * A certificate for these addresses, made on the spot. The authority that signs it is kept in the folder, so that a phone
 * that trusts it once trusts it after the machine's address has changed.
 */
export async function lanCertificate(folder: string, addresses: readonly string[]): Promise<LanCertificate> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authority = await kept(join(folder, 'authority'), () => true, makeAuthority)
  const { key, cert } = await kept(
    join(folder, 'server'),
    (pem) =>
      servesAll(pem, addresses) && new X509Certificate(pem).checkIssued(new X509Certificate(authority.cert)),
    () => makeServer(authority, addresses),
  )
  return { key, cert, ca: authority.cert }
}

type KeyAndCert = { key: string; cert: string }

async function kept(
  path: string,
  fits: (pem: string) => boolean,
  make: () => Promise<KeyAndCert>,
): Promise<KeyAndCert> {
  const found = read(path)
  if (found && isValid(found.cert) && fits(found.cert)) return found
  const made = await make()
  writeFileSync(`${path}.key`, made.key, { mode: 0o600 })
  writeFileSync(`${path}.crt`, made.cert)
  return made
}

function read(path: string): KeyAndCert | undefined {
  try {
    return { key: readFileSync(`${path}.key`, 'utf8'), cert: readFileSync(`${path}.crt`, 'utf8') }
  } catch {
    return undefined
  }
}

function isValid(pem: string): boolean {
  return Date.parse(new X509Certificate(pem).validTo) > Date.now() + 7 * day
}

function servesAll(pem: string, addresses: readonly string[]): boolean {
  const certificate = new X509Certificate(pem)
  return addresses.every((address) => certificate.checkIP(address) !== undefined)
}

async function makeAuthority(): Promise<KeyAndCert> {
  const made = await generate([{ name: 'commonName', value: 'Suivi demo on this machine' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 3650 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { key: made.private, cert: made.cert }
}

async function makeServer(authority: KeyAndCert, addresses: readonly string[]): Promise<KeyAndCert> {
  const made = await generate([{ name: 'commonName', value: 'Suivi demo' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: authority,
    // Phones refuse server certificates that are valid for longer than 398 days.
    notAfterDate: new Date(Date.now() + 390 * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert }
}

/** A QR code for the terminal. */
export function qrCode(text: string): Promise<string> {
  return new Promise((drawn) => qrcode.generate(text, { small: true }, drawn))
}
