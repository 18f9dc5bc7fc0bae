import { type SQL, sql } from 'drizzle-orm'
import { idFrom } from '#shared/base/ids.ts'
import { handlingOf } from '#shared/documents/allowed-types.ts'
import { IS_SHOWN, SETTLED_STATES, type Settled, type SettledState } from '#shared/documents/document.ts'
import { type Entry, RULE } from '#shared/journal/entry.ts'
import { arrayText } from '../db/array-text.ts'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { Journal } from '../journal/journal.ts'

type Parts = { database: Database; journal: Journal; now: () => number }

/** A page that has come and was looked into, of a document whose row does not say so yet. */
type Due = {
  documentId: string
  clientId: string
  hash: string
  announced: string
  mediaType: string
  bytes: number
  state: SettledState
  reason: string | null
  at: number
  lookedAt: number
}

const AT_ONCE = 200

/** Pages `page` of documents `d` whose bytes `o` nothing was said of yet. */
const UNSAID = sql`jsonb_array_length(d.settled) < jsonb_array_length(d.pages)
  and not d.settled @> jsonb_build_array(jsonb_build_object('hash', o.hash))`

/** Of which something else was said, before they were looked into again. What is not what it says stays so, scanned or not. */
const OTHERWISE = sql`exists (
  select from jsonb_array_elements(d.settled) as said
  where said->>'hash' = o.hash and said->>'state' <> o.state
    and not (said->>'state' = 'refused' and o.state in ('notScanned', 'clean')))`

/**
 * Says in the rows of a company's documents what became of their bytes, whichever came second. Only bytes its own author
 * has given count for a document, or bytes they could read here already. The ids follow from what is said, so that
 * several servers, or one that died in between, say it once.
 */
export function settleDocuments(parts: Parts, companyId: string): Promise<number> {
  return settleWhere(parts, companyId, UNSAID)
}

/** The same for bytes that were looked into again: some, or all of a company. */
export function settleAgain(parts: Parts, companyId: string, hash: string | null): Promise<number> {
  const isOf = sql`d.pages @> jsonb_build_array(jsonb_build_object('hash', ${hash}::text)) and o.hash = ${hash}`
  return settleWhere(parts, companyId, hash === null ? OTHERWISE : sql`${isOf} and ${OTHERWISE}`)
}

async function settleWhere(
  { database, journal, now }: Parts,
  companyId: string,
  which: SQL,
): Promise<number> {
  let settled = 0
  for (;;) {
    const due = await dueOf(database, companyId, which)
    if (due.length === 0) return settled
    await journal.submit({
      companyId,
      stream: null,
      sentAt: now(),
      entries: due.map((one) => ({ n: 0, entry: entryFor(companyId, one, now()) })),
    })
    settled += due.length
    if (due.length < AT_ONCE) return settled
  }
}

function dueOf({ db }: Database, companyId: string, which: SQL): Promise<Due[]> {
  return rowsOf<Due>(
    db,
    sql`select distinct on (d.id, o.hash)
          d.id as "documentId", d.client_id as "clientId", o.hash, page->>'mediaType' as announced,
          o.media_type as "mediaType", o.bytes, o.state, o.reason, o.received_at as at, o.try_at as "lookedAt"
        from documents d
        cross join lateral jsonb_array_elements(d.pages) as page
        join document_objects o on o.company_id = d.company_id and o.hash = page->>'hash'
        join document_givers g on g.company_id = o.company_id and g.hash = o.hash and g.person_id = d.by_id
        where d.company_id = ${companyId} and ${which}
          and o.state = any(${arrayText(SETTLED_STATES)}::text[])
        order by d.id, o.hash limit ${AT_ONCE}`,
  )
}

function entryFor(companyId: string, due: Due, now: number): Entry {
  const { documentId, clientId, hash, mediaType, bytes, at, lookedAt, ...found } = due
  const { state, reason } = asAnnounced(found, mediaType)
  const said: Settled = { hash, at, state, reason, mediaType, bytes }
  return {
    id: idFrom(companyId, `document.settled/${documentId}/${hash}/${state}/${lookedAt}`),
    kind: 'document.settled',
    v: 1,
    by: RULE,
    subject: { type: 'client', id: clientId },
    at: now,
    device: '',
    seen: { version: 0, stamp: '' },
    data: { documentId, ...said },
  }
}

/** A page that is there as a picture and is none, or the other way round, is not what its author saw. */
function asAnnounced(
  { announced, state, reason }: Pick<Due, 'announced' | 'state' | 'reason'>,
  mediaType: string,
): Pick<Settled, 'state' | 'reason'> {
  const isOther = (handlingOf(announced) === 'image') !== (handlingOf(mediaType) === 'image')
  return IS_SHOWN[state] && isOther ? { state: 'refused', reason: 'notWhatItSays' } : { state, reason }
}
