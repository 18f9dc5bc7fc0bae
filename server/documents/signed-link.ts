import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link lets through: this address, for this person, until then. */
export type Linked = { address: string; personId: string; until: number }

const PURPOSE = 'suivi document link'

/** An address with what proves it: good without a cookie, for one person and for a while. */
export function signedLink(secret: string, linked: Linked): string {
  const query = new URLSearchParams({
    person: linked.personId,
    until: String(linked.until),
    signature: signatureOf(secret, linked),
  })
  return `${linked.address}?${query}`
}

/** Whom a link was made for; null for one that was not made here, or not for this address, or is over. */
export function linkedPerson(
  secret: string,
  address: string,
  query: Readonly<Record<string, string>>,
  now: number,
): string | null {
  const { person: personId = '', until: untilText = '', signature = '' } = query
  const until = Number(untilText)
  const given = Buffer.from(signature, 'base64url')
  const expected = Buffer.from(signatureOf(secret, { address, personId, until }), 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return now <= until ? personId : null
}

function signatureOf(secret: string, { address, personId, until }: Linked): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([PURPOSE, address, personId, until]))
    .digest('base64url')
}
