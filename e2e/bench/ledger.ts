import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { addDays, dayIn } from '#shared/base/calendar-day.ts'
import { idFrom, newId } from '#shared/base/ids.ts'
import { STANDARD_SCENARIO_ID } from '#shared/company/default-settings.ts'
import { ACCOUNTING, type Entry } from '#shared/journal/entry.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { Role } from '#shared/people/person.ts'
import { createCompanyInStore } from '../../server/company/create-company.ts'
import { savePeople } from '../../server/company/people-store.ts'
import type { Database } from '../../server/db/open.ts'
import { rowsOf } from '../../server/db/rows.ts'
import { Journal } from '../../server/journal/journal.ts'
import { journalPorts } from '../../server/journal/ports.ts'
import type { Auth } from '../../server/people/auth.ts'
import { createUser } from '../../server/people/users.ts'

export const PASSWORD = 'a good long password'
export const COLLECTOR = 'collector@bench.example'
export const MANAGER = 'manager@bench.example'
export const LEDGER = { clients: 500, items: 10_000, actions: 1_000, history: 5_000 }

const TIME_ZONE = 'Europe/Paris'
const AT_ONCE = 50

type Size = typeof LEDGER
export type Ledger = { companyId: string; collectorId: string; clientIds: string[]; actionIds: string[] }

/** A company of the size asked for, all of it in one collector's portfolio, made through the journal. */
export async function makeLedger(database: Database, auth: Auth, size: Size = LEDGER): Promise<Ledger> {
  const now = Date.now()
  const today = dayIn(TIME_ZONE, now)
  const fresh = () => newId(now, randomBytes(16))
  const companyId = fresh()
  await createCompanyInStore(
    database,
    { id: companyId, name: 'Bench', currency: 'EUR', timeZone: TIME_ZONE },
    journalPorts,
  )
  const aPerson = async (email: string, name: string, role: Role) => {
    const { id } = await createUser(auth, { email, name, password: PASSWORD })
    await savePeople(
      database,
      companyId,
      [{ id, name, email, role, entity: null, active: true }],
      journalPorts,
    )
    return id
  }
  const collector = await aPerson(COLLECTOR, 'Camille Collet', 'collector')
  await aPerson(MANAGER, 'Marc Manager', 'creditManager')

  const journal = new Journal(database, { ...journalPorts, committed: () => {} })
  const submit = async (entries: readonly Entry[]) => {
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      const settled = await journal.submit({
        companyId,
        stream: null,
        sentAt: now,
        entries: entries.slice(at, at + AT_ONCE).map((entry) => ({ n: 0, entry })),
      })
      const refused = settled.find(({ outcome }) => outcome.type !== 'applied')
      if (refused) throw new Error(JSON.stringify(refused))
    }
  }
  const entry = <Kind extends 'items.imported' | 'action.opened' | 'comment.written'>(
    kind: Kind,
    by: string,
    clientId: string,
    data: DataOf<Kind>,
  ): Entry => ({
    id: fresh(),
    kind,
    v: 1,
    by,
    subject: { type: 'client', id: clientId },
    at: now,
    device: 'bench',
    seen: { version: 0, stamp: '' },
    data,
  })

  const clientIds = Array.from({ length: size.clients }, fresh)
  const itemIdsOf = (clientId: string) =>
    Array.from({ length: size.items / size.clients }, (_, index) => idFrom(clientId, String(index)))
  await submit(
    clientIds.map((id, at) =>
      entry('items.imported', ACCOUNTING, id, {
        source: 'bench',
        asOf: today,
        appliesRules: true,
        client: {
          number: `C${10_000 + at}`,
          name: `Client number ${at + 1}`,
          entity: null,
          scenarioId: STANDARD_SCENARIO_ID,
          sourceCollector: 'camille',
          collectorId: collector,
          email: null,
          phone: null,
        },
        items: itemIdsOf(id).map((itemId, index) => ({
          id: itemId,
          number: `F${at}-${index}`,
          kind: 'invoice',
          entity: null,
          currency: 'EUR',
          amountMinor: 10_000 + index * 137,
          balanceMinor: 10_000 + index * 137,
          issuedOn: addDays(today, -70 - index),
          dueOn: addDays(today, -40 + index * 4),
          closedOn: null,
          sourceStatus: null,
          statusId: null,
        })),
        absent: [],
      }),
    ),
  )
  const actions = Array.from({ length: size.actions }, (_, at) => ({
    id: fresh(),
    clientId: clientIds[at % clientIds.length] ?? '',
    at,
    turn: Math.floor(at / size.clients),
  }))
  await submit(
    actions.map(({ id, clientId, at, turn }) =>
      entry('action.opened', collector, clientId, {
        actionId: id,
        type: 'followUp',
        kind: 'dispute',
        name: `Price of delivery ${at + 1}`,
        dueOn: addDays(today, (at % 60) - 10),
        ownerId: collector,
        resolverId: null,
        reasonId: null,
        on: today,
        itemIds: itemIdsOf(clientId).slice(2 * turn, 2 * turn + 2),
        move: false,
        comment: null,
      }),
    ),
  )
  const told = await rowsOf<{ n: number }>(
    database.db,
    sql`select count(*)::int as n from history where company_id = ${companyId}`,
  )
  await submit(
    Array.from({ length: Math.max(0, size.history - (told[0]?.n ?? 0)) }, (_, at) =>
      entry('comment.written', collector, clientIds[at % clientIds.length] ?? '', {
        actionId: null,
        itemIds: [],
        text: `They will look into it and call back (${at})`,
        visibility: 'internal',
      }),
    ),
  )
  return { companyId, collectorId: collector, clientIds, actionIds: actions.map(({ id }) => id) }
}
