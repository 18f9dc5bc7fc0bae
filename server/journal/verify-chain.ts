import { sql } from 'drizzle-orm'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { CHAIN_START, linkOf, digestOfContent } from './history-chain.ts'
import { historyColumns } from './history-columns.ts'

/** A head of the chain: its last number and the hash of that row. */
export type ChainHead = { number: number; hash: string }

/**
 * Where a chain does not hold.
 * - `missing`: the rows from `number` up to `upTo` are not there
 * - `content`: the row says something else than when it was written
 * - `left`: the row was erased, and something of what it says is there all the same: nothing seals it any more
 * - `entry`: there is no entry that the row could tell of
 * - `link`: the row does not follow from the one before it
 * - `head`: the company remembers another end of the chain
 * - `kept`: a head that was kept outside the database names another hash for the row
 * - `shortened`: such a head names a row, `upTo`, beyond the last one
 */
export type ChainBreak = {
  because: 'missing' | 'content' | 'left' | 'entry' | 'link' | 'head' | 'kept' | 'shortened'
  number: number
  upTo: number
}

export type ChainReport = { rows: number; head: ChainHead; erased: Span[]; breaks: ChainBreak[] }

/** Numbers from one to another, both included. */
export type Span = { from: number; to: number }

type SealedRow = HistoryRow & {
  number: number
  salt: string | null
  digest: string
  hash: string
  hasEntry: boolean
}

const ROWS_AT_ONCE = 2000

/**
 * Computes a company's chain anew, row by row, and holds it against what is stored, against the end the company remembers
 * and against heads kept elsewhere. `tx` is a snapshot: a server may be writing.
 */
export async function verifyChain(
  tx: Db,
  companyId: string,
  kept: readonly ChainHead[],
): Promise<ChainReport> {
  const breaks: ChainBreak[] = []
  const erased: Span[] = []
  const keptByNumber = new Map(kept.map(({ number, hash }) => [number, hash]))
  let head: ChainHead = { number: 0, hash: CHAIN_START }
  let rows = 0
  for (;;) {
    const page = await rowsAfter(tx, companyId, head.number)
    for (const row of page) {
      const { number, salt, digest, hash } = row
      if (number !== head.number + 1)
        breaks.push({ because: 'missing', number: head.number + 1, upTo: number - 1 })
      if (salt === null) {
        extend(erased, number)
        if (saysSomething(row)) breaks.push({ because: 'left', number, upTo: number })
      } else {
        if (digest !== digestOfContent(row, salt)) breaks.push({ because: 'content', number, upTo: number })
        if (!row.hasEntry) breaks.push({ because: 'entry', number, upTo: number })
      }
      if (hash !== linkOf(head.hash, number, digest)) breaks.push({ because: 'link', number, upTo: number })
      const keptHash = keptByNumber.get(number)
      if (keptHash !== undefined && keptHash !== hash) breaks.push({ because: 'kept', number, upTo: number })
      head = { number, hash }
      rows += 1
    }
    if (page.length < ROWS_AT_ONCE) break
  }
  const remembered = await rememberedHead(tx, companyId)
  if (remembered.number !== head.number || remembered.hash !== head.hash)
    breaks.push({ because: 'head', number: head.number, upTo: remembered.number })
  const beyond = Math.max(0, ...keptByNumber.keys())
  if (beyond > head.number) breaks.push({ because: 'shortened', number: head.number, upTo: beyond })
  return { rows, head, erased, breaks }
}

function rowsAfter(tx: Db, companyId: string, number: number): Promise<SealedRow[]> {
  return rowsOf<SealedRow>(
    tx,
    sql`select ${historyColumns}, history.salt, history.digest, history.hash,
               exists (select from entries where entries.company_id = history.company_id and entries.id = history.id)
                 as "hasEntry"
        from history where company_id = ${companyId} and number > ${number} order by number limit ${ROWS_AT_ONCE}`,
  )
}

/** Whether a row has words or values left; who did something, what and when, is all that an erased one keeps. */
function saysSomething({ text, changes, details }: SealedRow): boolean {
  return text !== null || changes.length > 0 || Object.keys(details).length > 0
}

async function rememberedHead(tx: Db, companyId: string): Promise<ChainHead> {
  const [head] = await rowsOf<ChainHead>(
    tx,
    sql`select history_number as number, history_hash as hash from companies where id = ${companyId}`,
  )
  return head ?? { number: 0, hash: CHAIN_START }
}

function extend(spans: Span[], number: number): void {
  const last = spans.at(-1)
  if (last && last.to === number - 1) last.to = number
  else spans.push({ from: number, to: number })
}
