import { type SQL, getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { dayIn } from '#shared/base/calendar-day.ts'
import { horizonOf } from '#shared/clients/horizon.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { Person } from '#shared/people/person.ts'
import type { Preferences } from '#shared/people/preferences.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import type { Settled } from '#shared/protocol/push.ts'
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
import { peopleFor, settingsFor, toSetting } from '../company/load-company.ts'
import { people, preferences, settings } from '../company/tables.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { ChangedRows } from '../journal/file-rows.ts'
import { historyColumns } from '../journal/history-columns.ts'
import { history } from '../journal/tables.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import { clientPatches } from './file-patches.ts'
import { byClient, reopenedIn } from './pulled-history.ts'

/**
 * What a device mostly asks for: a little has changed in files it knows. One statement, which is one snapshot, reads all
 * of it, and costs what changed. Null when there is more to it: new files, cases, actions that opened again, a cursor of
 * another history.
 */
export async function increment(
  db: Db,
  { companyId, personId }: { companyId: string; personId: string },
  cursor: Cursor,
  now: number,
): Promise<Omit<PullAnswer, 'packed'> | null> {
  const since = cursor.version
  const [found] = await rowsOf<Found>(db, statement(companyId, personId, since))
  if (
    !found ||
    found.isMore ||
    since < found.keptSince ||
    found.stampThen !== cursor.stamp ||
    !found.stamp ||
    !found.timeZone
  )
    return null
  const { version, stamp, me, changed } = found
  const horizon = horizonOf(dayIn(found.timeZone, now))
  const newSettings = changed.settings.map(toSetting)
  const newPeople = new Map(changed.people.map((person) => [person.id, person]))
  return {
    reset: false,
    cursor: writeCursor({ version, stamp, midway: null }),
    more: false,
    version,
    stamp,
    horizon,
    now,
    files: clientPatches(changed, { after: since, upTo: version }),
    history: byClient(changed.history),
    settings: settingsFor(me, newSettings, since),
    people: peopleFor(me, { people: newPeople }, since),
    preferences: changed.preferences[0] ?? null,
    drops: changed.drops,
    outcomes: changed.outcomes,
    ...(me.role === 'administrator' && { quarantined: found.quarantined }),
  }
}

type Found = {
  version: number
  keptSince: number
  stamp: string | null
  stampThen: string | null
  timeZone: string | null
  isMore: boolean
  quarantined: number
  me: Person
  changed: ChangedRows & {
    settings: unknown[]
    people: Person[]
    preferences: Preferences[]
    history: HistoryRow[]
    drops: PullAnswer['drops']
    outcomes: Settled[]
  }
}

/** No version reaches it: with both ends given, the database expects few rows and takes the index by version. */
const NEVER = Number.MAX_SAFE_INTEGER

function statement(companyId: string, personId: string, since: number): SQL {
  const here = sql`company_id = ${companyId}`
  const written = sql`${here} and version > ${since} and version <= ${NEVER}`
  const own = sql`${here} and person_id = ${personId}`
  const known = (clientId: PgColumn) => sql`${written} and exists (
    select from scope s where s.company_id = ${companyId} and s.person_id = ${personId} and s.kind = 'client'
      and s.file_id = ${clientId} and s.out_version is null and s.in_version <= ${since})`
  const rows = (table: PgTable, where: SQL) =>
    list(sql`select ${fieldsOf(table)} from ${table} where ${where}`)
  // A client's figures travel together: all its currencies when one of them changed.
  const ofChanged = sql`${here} and client_id in (select client_id from figures where ${known(figures.clientId)})`
  const changed = {
    clients: rows(clients, known(clients.id)),
    contacts: rows(contacts, known(contacts.clientId)),
    items: rows(items, known(items.clientId)),
    actions: rows(actions, known(actions.clientId)),
    associations: rows(associations, known(associations.clientId)),
    casework: rows(casework, known(casework.clientId)),
    documents: rows(documents, known(documents.clientId)),
    parked: rows(parked, known(parked.clientId)),
    figures: rows(figures, ofChanged),
    history: list(
      sql`select ${historyColumns} from history where ${known(history.clientId)} order by number`,
    ),
    settings: rows(settings, written),
    people: rows(people, written),
    preferences: rows(preferences, sql`${written} and id = ${personId}`),
    drops: list(sql`select kind, file_id as id from scope where ${own} and out_version > ${since}`),
    outcomes: list(sql`select id as "entryId", outcome, version from entries
      where ${written} and by = ${personId} and cause is null`),
  }
  const parts = Object.entries(changed).map(([name, part]) => sql`${sql.raw(`'${name}'`)}, ${part}`)
  const stampAt = (version: SQL) => sql`(select stamp from versions where ${here} and version = ${version})`
  return sql`
    select head.version, head.kept_since as "keptSince", ${stampAt(sql`head.version`)} as stamp, ${stampAt(sql`${since}`)} as "stampThen",
      (select data->>'timeZone' from settings where ${here} and kind = 'company' and not removed) as "timeZone",
      exists (select from scope where ${own} and out_version is null and (kind = 'case' or in_version > ${since}))
        or exists ${reopenedIn(known(history.clientId))} as "isMore",
      (select count(*)::int from quarantine where ${here} and decision is null) as quarantined,
      (select row_to_json(me) from (select ${fieldsOf(people)} from people where id = ${personId}) as me) as me,
      json_build_object(${sql.join(parts, sql`, `)}) as changed
    from companies head where head.id = ${companyId}`
}

function list(rows: SQL): SQL {
  return sql`coalesce((select json_agg(r) from (${rows}) as r), '[]')`
}

/** The fields of a row as the rules name them. */
function fieldsOf(table: PgTable): SQL {
  const columns = Object.entries(getTableColumns(table)).filter(([field]) => field !== 'companyId')
  const name = getTableName(table)
  return sql.raw(columns.map(([field, column]) => `"${name}"."${column.name}" as "${field}"`).join(', '))
}
