import { hash } from 'node:crypto'
import type { HistoryRow } from '#shared/journal/history.ts'

export const CHAIN_START = '0'.repeat(64)

export type Sealed = { salt: string; digest: string; hash: string }

/** Seals a history row to the one before it: hash = SHA-256(previous ‖ number ‖ digest), digest = SHA-256(salt ‖ content). */
export function seal(row: HistoryRow, number: number, salt: string, previousHash: string): Sealed {
  const digest = digestOfContent(row, salt)
  return { salt, digest, hash: linkOf(previousHash, number, digest) }
}

/** The digest of what a row says, under its salt. */
export function digestOfContent(row: HistoryRow, salt: string): string {
  return sha256(salt + canonical(contentOf(row)))
}

/** The hash of a row, from that of the one before it, its number and its digest. */
export function linkOf(previousHash: string, number: number, digest: string): string {
  return sha256(`${previousHash}${number}${digest}`)
}

/** What a row says, without what the server only keeps with it. */
function contentOf({
  id,
  clientId,
  actionId,
  itemIds,
  kind,
  by,
  cause,
  at,
  receivedAt,
  device,
  ...rest
}: HistoryRow) {
  const { changes, text, details, late, superseded } = rest
  return {
    id,
    clientId,
    actionId,
    itemIds,
    kind,
    by,
    cause,
    at,
    receivedAt,
    device,
    changes,
    text,
    details,
    late,
    superseded,
  }
}

/** JSON with sorted keys, so that a row read back from the database gives the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    fields.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

function sha256(text: string): string {
  return hash('sha256', text)
}
