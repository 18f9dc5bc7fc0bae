import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { groupBy } from '#shared/base/group-by.ts'
import { idFrom } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, type Ledger, PASSWORD } from './ledger.ts'
import { type Load, type Pushed, pushedSchema } from './push-load.ts'
import { growOld } from './grow-old.ts'
import { type Served, serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const CLIENTS = 200
const ITEMS_EACH = 50
const CASES_EACH = 5
const DEVICES = 50
const SECONDS = 4
const BASELINE_SECONDS = 3
const ROUNDS = 5
const OLD_ENTRIES = 1_000_000

/**
 * Durable decided entries a second: 50 devices that each push batches of 10 and wait for the answer, against single-row
 * update and insert transactions at 50 connections on the same server; and the same beside a million older entries. All
 * three in turn, five times; the medians count.
 */
export async function push(): Promise<Figure[]> {
  const size = { clients: CLIENTS, items: CLIENTS * ITEMS_EACH, actions: CLIENTS * CASES_EACH, history: 0 }
  const young = await serveLedger(size)
  const old = await serveLedger(size)
  try {
    await growOld(old.databaseUrl, old.ledger, OLD_ENTRIES)
    const rates: Record<'young' | 'old' | 'baseline', number[]> = { young: [], old: [], baseline: [] }
    let conflicts = 0
    for (let round = 0; round < ROUNDS; round++) {
      rates.baseline.push(await singleRowTransactions(young.databaseUrl))
      const pushed = await loadOf(young)
      rates.young.push(pushed.entries / pushed.seconds)
      conflicts += pushed.conflicts / pushed.entries / ROUNDS
      const beside = await loadOf(old)
      rates.old.push(beside.entries / beside.seconds)
    }
    const [rate, million, baseline] = [median(rates.young), median(rates.old), median(rates.baseline)]
    return [
      {
        name: 'push',
        value: Math.round(rate),
        unit: 'entries/s',
        ratio: rounded(rate / baseline, 2),
        against: `${Math.round(baseline)} single-row update+insert transactions/s at ${DEVICES} connections`,
      },
      { name: 'push/conflicts', value: rounded(conflicts * 100, 1), unit: '%' },
      {
        name: 'push/million',
        value: Math.round(million),
        unit: 'entries/s',
        ratio: rounded(million / rate, 2),
        against: `push: ${Math.round(rate)} entries/s without the million`,
      },
    ]
  } finally {
    await old.stop()
    await young.stop()
  }
}

function fieldsOf({ clientIds, actionIds }: Ledger): Load['fields'] {
  const cases = groupBy(
    actionIds.map((id, at) => ({ id, clientId: clientIds[at % clientIds.length] })),
    ({ clientId }) => clientId,
  )
  return clientIds.map((clientId) => {
    const items = Array.from({ length: ITEMS_EACH }, (_, index) => idFrom(clientId, String(index)))
    return {
      clientId,
      // The first items sit in the cases and stay there; the others come and go.
      takenItemId: must(items[0], 'an item in the first case'),
      itemIds: items.slice(2 * CASES_EACH),
      actionIds: (cases.get(clientId) ?? []).map(({ id }) => id),
    }
  })
}

function loadOf({ url, ledger }: Served): Promise<Pushed> {
  const child = fork(fileURLToPath(new URL('./push-load.ts', import.meta.url)), { stdio: 'inherit' })
  const load: Load = {
    url,
    email: COLLECTOR,
    password: PASSWORD,
    devices: DEVICES,
    seconds: SECONDS,
    fields: fieldsOf(ledger),
  }
  return new Promise((done, fail) => {
    child.once('message', (message) => done(pushedSchema.parse(message)))
    child.once('exit', (code) => fail(new Error(`the load ended with ${String(code)}`)))
    child.send(load)
  })
}

async function singleRowTransactions(url: string): Promise<number> {
  const sql = postgres(url, { max: DEVICES, onnotice: () => {} })
  await sql`create table if not exists bench_row (id int primary key, name text not null, version bigint not null)`
  await sql`create table if not exists bench_told (id bigint generated always as identity primary key, row_id int, text text)`
  await sql`insert into bench_row select n, 'row ' || n, 0 from generate_series(1, 10000) n on conflict do nothing`
  const until = Date.now() + BASELINE_SECONDS * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: DEVICES }, async (_, connection) => {
      for (let n = connection; Date.now() < until; n += DEVICES) {
        const id = 1 + ((n * 7919) % 10_000)
        await sql.begin(async (tx) => {
          await tx`update bench_row set name = ${`row ${n}`}, version = version + 1 where id = ${id}`
          await tx`insert into bench_told (row_id, text) values (${id}, ${`They will look into it, call again (${n})`})`
        })
        done += 1
      }
    }),
  )
  await sql.end()
  return done / BASELINE_SECONDS
}
