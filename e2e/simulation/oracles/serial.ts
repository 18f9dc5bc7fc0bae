import { sql } from 'drizzle-orm'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { loadSettings } from '../../../server/company/load-company.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { loadFiles } from '../../../server/journal/file-rows.ts'
import { canonical } from '../../../server/journal/history-chain.ts'
import { NaiveServer, type VersionRow } from '../naive/naive-server.ts'
import { type Arrived, arrivalsOf } from '../world/arrivals.ts'
import { CLIENTS, PEOPLE } from '../world/company.ts'
import { holds } from '../world/failure.ts'
import type { World } from '../world/world.ts'

/** Serial equivalence: entry by entry in their order, the naive server comes to the same answers and the same rows. */
export async function judgeSerialEquivalence(world: World): Promise<void> {
  const versions = await rowsOf<VersionRow>(
    world.database.db,
    sql`select version, stamp, at from versions where company_id = ${world.companyId} order by version`,
  )
  const naive = new NaiveServer(
    PEOPLE.map((person) => ({ departmentId: null, criteria: [], absence: null, ...person, version: 2 })),
    versions,
    world.older,
  )
  const arrived = (await arrivalsOf(world.database, world.companyId)).filter(({ cause }) => cause === null)
  for (const one of arrived) compare(one, one.first, naive.take(one))
  for (const one of arrived) compare(one, one.last, naive.outcomes.get(one.entry.id))
  await compareFiles(world, naive)
  await compareSettings(world, naive)
}

function compare({ entry, version }: Arrived, told: Outcome, outcome: Outcome | undefined): void {
  const isSame = outcome && [outcome, withoutCase(outcome)].some((one) => textOf(one) === textOf(told))
  holds(
    'serial equivalence',
    isSame,
    () =>
      `${entry.kind} ${entry.id} by ${entry.by} at ${version}: ${textOf(told)}, one by one ${canonical(outcome)}`,
  )
}

/** Fields are told in the order of a row's keys, which a database does not keep. */
function textOf(outcome: Outcome): string {
  return canonical(
    outcome.type === 'applied' && outcome.superseded
      ? { ...outcome, superseded: outcome.superseded.toSorted() }
      : outcome,
  )
}

/** The server names no case its reader does not hold; the naive one names all. */
function withoutCase(outcome: Outcome): Outcome {
  if (outcome.type === 'refused' && outcome.refusal.type === 'inOtherAction')
    return { type: 'refused', refusal: { ...outcome.refusal, actionId: null } }
  if (outcome.type === 'applied') {
    const { joined: _, ...rest } = outcome
    return rest
  }
  if (outcome.type === 'noop' && outcome.joined !== undefined)
    return { type: 'refused', refusal: { type: 'inOtherAction', itemIds: [], actionId: null } }
  return outcome
}

async function compareFiles({ database, companyId }: World, naive: NaiveServer): Promise<void> {
  const ids = CLIENTS.map(({ id }) => id)
  const stored = await loadFiles(database.db, companyId, ids)
  for (const id of ids) {
    const kept = rowsById(stored.get(id)?.file)
    const decided = rowsById(naive.files.get(id))
    for (const key of new Set([...kept.keys(), ...decided.keys()]))
      holds(
        'serial equivalence',
        kept.get(key) === decided.get(key),
        () => `${key}\n  stored:     ${kept.get(key)}\n  one by one: ${decided.get(key)}`,
      )
  }
}

async function compareSettings({ database, companyId }: World, naive: NaiveServer): Promise<void> {
  for (const setting of await loadSettings(database.db, companyId)) {
    const decided = naive.settings.get(setting.id)
    const isSame = canonical({ ...setting, version: 0 }) === canonical({ ...decided, version: 0 })
    holds('serial equivalence', isSame, () => `${canonical(setting)}, one by one ${canonical(decided)}`)
  }
}

/** Versions are left out: a row that comes into a case is stamped anew though nothing in it changed. */
function rowsById(file: ClientFile | undefined): Map<string, string> {
  if (!file) return new Map()
  const { client, ...lists } = file
  return new Map(
    Object.entries({ clients: [client], ...lists }).flatMap(([table, rows]) =>
      rows.map((row) => [`${table}/${row.id}`, canonical({ ...row, version: 0 })] as const),
    ),
  )
}
