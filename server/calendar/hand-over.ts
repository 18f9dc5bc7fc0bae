import { sql } from 'drizzle-orm'
import { idFrom } from '#shared/base/ids.ts'
import type { Company } from '#shared/company/company.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { type Entry, RULE } from '#shared/journal/entry.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { CalendarJob, CompanyDay } from './calendar.ts'
import { submit } from './casework-entries.ts'

/** So many clients share a transaction: the company's lock is held for a moment, and people come in between. */
const CLIENTS_AT_ONCE = 100

type Leaving = { personId: string; successorId: string; entryId: string }
type Held = {
  clientId: string
  version: number
  collectorId: string | null
  salesId: string | null
  actions: { id: string; version: number; ownerId: string; resolverId: string | null }[]
}

/**
 * What whoever left had open goes to their successor: client files, and open actions they own or resolve. It is read off
 * the rows what is still theirs, client by client in the order of their ids, so that a run cut short is begun again and
 * nothing goes twice; the entries have ids of the one that switched the account off.
 */
export function handOver(clientsAtOnce = CLIENTS_AT_ONCE): CalendarJob {
  return {
    name: 'people.handOver',
    goesBy: ({ people }) => Math.max(0, ...[...people.values()].map(({ version }) => version)),
    async run(parts, day) {
      const { db } = parts.database
      const company = await loadCompany(db, day.companyId)
      for (const leaving of await leavingOf(db, day.companyId, company)) {
        let after: string | null = null
        do {
          const held: Held[] = await heldBy(db, day.companyId, leaving.personId, after, clientsAtOnce)
          await submit(
            parts,
            day,
            held.flatMap((one) => entriesOf(day, leaving, one)),
          )
          after = held.length === clientsAtOnce ? (held.at(-1)?.clientId ?? null) : null
        } while (after !== null)
      }
    },
  }
}

/** Who is switched off and has somebody to take over, who may have left in turn. */
async function leavingOf(db: Db, companyId: string, { people }: Company): Promise<Leaving[]> {
  const rows = await rowsOf<{ personId: string; successorId: string | null; entryId: string }>(
    db,
    sql`select distinct on (details ->> 'personId') details ->> 'personId' as "personId",
               details ->> 'successorId' as "successorId", id as "entryId"
        from history where company_id = ${companyId} and client_id is null and kind = 'person.deactivated'
        order by details ->> 'personId', number desc`,
  )
  const successorOf = new Map(rows.map(({ personId, successorId }) => [personId, successorId]))
  const atWork = (personId: string): string | null => {
    const seen = new Set<string>()
    for (let id: string | null = personId; id !== null && !seen.has(id); id = successorOf.get(id) ?? null) {
      if (people.get(id)?.active) return id
      seen.add(id)
    }
    return null
  }
  return rows.flatMap(({ personId, entryId }) => {
    const successorId = atWork(personId)
    return successorId === null || successorId === personId ? [] : [{ personId, successorId, entryId }]
  })
}

async function heldBy(
  db: Db,
  companyId: string,
  personId: string,
  after: string | null,
  atMost: number,
): Promise<Held[]> {
  return rowsOf<Held>(
    db,
    sql`with theirs as (
          select client_id, jsonb_agg(jsonb_build_object('id', id, 'version', version, 'ownerId', owner_id,
                   'resolverId', resolver_id) order by id) as actions
          from actions
          where company_id = ${companyId} and closed_on is null and not removed
            and (owner_id = ${personId} or resolver_id = ${personId})
          group by client_id)
        select c.id as "clientId", c.version::int as version, c.collector_id as "collectorId",
               c.sales_id as "salesId", coalesce(t.actions, '[]') as actions
        from clients c left join theirs t on t.client_id = c.id
        where c.company_id = ${companyId} ${after === null ? sql`` : sql`and c.id > ${after}`}
          and (c.collector_id = ${personId} or c.sales_id = ${personId} or t.client_id is not null)
        order by c.id limit ${atMost}`,
  )
}

function entriesOf({ now }: CompanyDay, { personId, successorId, entryId }: Leaving, held: Held): Entry[] {
  const made = (
    kind: 'client.assigned' | 'action.changed',
    of: { id: string; version: number },
    data: DataOf<'client.assigned'> | DataOf<'action.changed'>,
  ): Entry => ({
    id: idFrom(entryId, `${kind}/${of.id}/${of.version}`),
    kind,
    v: ALL_KINDS[kind].v,
    by: RULE,
    subject: { type: 'client', id: held.clientId },
    at: now,
    device: '',
    seen: { version: 0, stamp: '' },
    batch: entryId,
    data,
  })
  const client = {
    ...(held.collectorId === personId && { collectorId: successorId }),
    ...(held.salesId === personId && { salesId: successorId }),
  }
  return [
    ...(Object.keys(client).length === 0
      ? []
      : [made('client.assigned', { id: held.clientId, version: held.version }, client)]),
    ...held.actions.map((action) => {
      const fields = {
        ...(action.ownerId === personId && { ownerId: successorId }),
        ...(action.resolverId === personId && { resolverId: successorId }),
      }
      return made('action.changed', action, { actionId: action.id, fields, comment: null })
    }),
  ]
}
