import { type SQL, getTableColumns, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import {
  actions,
  associations,
  casework,
  clients,
  contacts,
  documents,
  figures,
  items,
  parked,
} from '../clients/tables.ts'
import { anyOf } from '../db/any-of.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { history } from '../journal/tables.ts'
import { historyToSend } from './pulled-history.ts'

/**
 * Whole client files by column, as JSON text that the database writes and nobody reads here: a first sync is the one
 * time when thousands of rows travel, and mapping each of them would cost more than all the rest of it.
 */
export async function packedFiles(
  tx: Db,
  companyId: string,
  clientIds: readonly string[],
  horizon: CalendarDay,
  version: number,
): Promise<string[]> {
  if (clientIds.length === 0) return []
  const of = (table: OfClient) =>
    sql`${table.companyId} = ${companyId} and ${anyOf(table.clientId, clientIds)}`
  // As `withinHorizon` in shared cuts a file; tests hold the two together.
  const sent = (closedOn: PgColumn) => sql`(${closedOn} is null or ${closedOn} >= ${horizon})`
  const ofSentAction = (table: OfAction) => sql`exists (
    select from actions a where a.company_id = ${table.companyId} and a.id = ${table.actionId}
      and (a.closed_on is null or a.closed_on >= ${horizon}))`
  const inOpenCase = sql`exists (select from associations s join actions a
      on a.company_id = s.company_id and a.id = s.action_id and a.closed_on is null and not a.removed
    where s.company_id = ${items.companyId} and s.item_id = ${items.id} and s.left_on is null and not s.removed)`
  const ofSentItem = sql`exists (select from items where ${items.companyId} = ${documents.companyId}
      and ${items.id} in (select jsonb_array_elements_text(${documents.itemIds})::uuid)
      and (${sent(items.closedOn)} or ${inOpenCase}))`
  const ofSent = sql`case when ${documents.actionId} is not null then ${ofSentAction(documents)}
      else ${documents.itemIds} = '[]' or ${ofSentItem} end`
  const [cards, byTable, sums] = await Promise.all([
    packedCards(tx, companyId, clientIds),
    Promise.all([
      packed(tx, contacts, of(contacts)),
      packed(tx, items, sql`${of(items)} and (${sent(items.closedOn)} or ${inOpenCase})`),
      packed(tx, actions, sql`${of(actions)} and ${sent(actions.closedOn)}`),
      packed(tx, associations, sql`${of(associations)} and ${ofSentAction(associations)}`),
      packed(tx, casework, sql`${of(casework)} and ${ofSentAction(casework)}`),
      packed(tx, documents, sql`${of(documents)} and ${ofSent}`),
      packed(tx, parked, sql`${of(parked)} and ${parked.decision} is null`),
      packed(tx, history, sql`${of(history)} and ${historyToSend(horizon)}`),
    ]),
    packedFigures(tx, companyId, clientIds),
  ])
  return clientIds.flatMap((id) => {
    const card = cards.get(id)
    if (card === undefined) return []
    const [contacts, items, actions, associations, casework, kept, waiting, history] = byTable.map(
      (rows) => rows.get(id) ?? '{}',
    )
    // Items next to the history that names them: what repeats close by compresses to nearly nothing.
    return `{"version":${version},"client":${card},"contacts":${contacts},"figures":${sums.get(id) ?? '[]'},"actions":${actions},"associations":${associations},"items":${items},"casework":${casework},"documents":${kept},"parked":${waiting},"history":${history}}`
  })
}

type OfClient = PgTable & { id: PgColumn; companyId: PgColumn; clientId: PgColumn }
type OfAction = OfClient & { actionId: PgColumn }
type ByClient = Map<string, string>

const NOT_SENT = new Set(['companyId', 'clientId', 'salt', 'digest', 'hash'])

/** In the order in which they were written: rows and the history that names them then go through the same ids in turn. */
async function packed(tx: Db, table: OfClient, where: SQL): Promise<ByClient> {
  const columns = Object.entries(getTableColumns(table)).filter(([field]) => !NOT_SENT.has(field))
  const lists = columns.map(([field, column]) => {
    const list = sql`${sql.raw(`',"${field}":'`)} || to_json(array_agg(${column}))::text`
    return column.notNull ? list : sql`case when count(${column}) = 0 then '' else ${list} end`
  })
  return byClient(
    await rowsOf<ClientText>(
      tx,
      sql`select ${table.clientId} as id, '{' || substr(${sql.join(lists, sql` || `)}, 2) || '}' as text
          from (select * from ${table} where ${where} order by ${table.clientId}, ctid) as ${table}
          group by ${table.clientId}`,
    ),
  )
}

async function packedCards(tx: Db, companyId: string, clientIds: readonly string[]): Promise<ByClient> {
  const fields = Object.entries(getTableColumns(clients)).filter(([field]) => !NOT_SENT.has(field))
  const card = fields.map(([field, column]) => sql`${column} as ${sql.identifier(field)}`)
  return byClient(
    await rowsOf<ClientText>(
      tx,
      sql`select id, row_to_json(card)::text as text
          from (select ${sql.join(card, sql`, `)} from clients
                where ${clients.companyId} = ${companyId} and ${anyOf(clients.id, clientIds)}) as card`,
    ),
  )
}

/** Currencies without open items keep their row, and are not told. */
async function packedFigures(tx: Db, companyId: string, clientIds: readonly string[]): Promise<ByClient> {
  return byClient(
    await rowsOf<ClientText>(
      tx,
      sql`select client_id as id, json_agg(json_build_object('currency', currency,
            'outstandingMinor', outstanding_minor, 'disputedMinor', disputed_minor, 'openCount', open_count,
            'disputedCount', disputed_count, 'dueMinor', due_minor) order by currency)::text as text
          from figures where company_id = ${companyId} and ${anyOf(figures.clientId, clientIds)} and open_count > 0
          group by client_id`,
    ),
  )
}

type ClientText = { id: string; text: string }

function byClient(rows: readonly ClientText[]): ByClient {
  return new Map(rows.map(({ id, text }) => [id, text]))
}
