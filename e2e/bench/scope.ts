import { randomBytes, randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import postgres from 'postgres'
import * as z from 'zod/mini'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { pushAnswerSchema } from '#shared/protocol/push.ts'
import { savePeople } from '../../server/company/people-store.ts'
import { openDatabase } from '../../server/db/open.ts'
import { journalPorts } from '../../server/journal/ports.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, MANAGER, PASSWORD } from './ledger.ts'
import { serveLedger, signInTo } from './served.ts'
import { median, rounded } from './statistics.ts'

/** With the 40 stays of the items in the cases, the client and its figures: 5,000 rows. */
const FILE = { clients: 1, items: 4938, actions: 20, history: 0 }
const ROUNDS = 7

const pageSchema = z.object({
  cursor: z.string(),
  more: z.boolean(),
  drops: z.array(z.object({ kind: z.string(), id: z.string() })),
  files: z.array(z.object({ kind: z.string() })),
  packed: z.array(z.unknown()),
})

/**
 * A client file of 5,000 rows goes to another collector and back: from the push to its durable answer, against the same
 * done by hand with one update. The phone that loses it gets one drop, and of its rows only the cases that remain its
 * person's own. The first time the server has to read the file; it is told apart.
 */
export async function scope(): Promise<Figure[]> {
  const served = await serveLedger(FILE)
  const sql = postgres(served.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    const { companyId, clientIds } = served.ledger
    const clientId = must(clientIds[0], 'the client')
    const other = await anotherCollector(served.databaseUrl, companyId)
    const manager = await signInTo(served.url, MANAGER, PASSWORD)
    const loser = await signInTo(served.url, COLLECTOR, PASSWORD)
    const stream = randomUUID()
    let n = 0

    const assignTo = async (collectorId: string) => {
      const now = Date.now()
      n += 1
      const entry = {
        id: newId(now, randomBytes(16)),
        kind: 'client.assigned',
        v: 1,
        by: manager.userId,
        subject: { type: 'client', id: clientId },
        at: now,
        device: 'bench',
        seen: { version: 0, stamp: '' },
        data: { collectorId },
      }
      const push = { stream, sentAt: now, device: 'bench', waiting: 0, entries: [{ n, entry }] }
      const begun = performance.now()
      const answer = await post(`${served.url}/api/sync/push`, manager.cookie, push)
      const took = performance.now() - begun
      const [settled] = z.parse(pushAnswerSchema, answer).outcomes
      if (settled?.outcome.type !== 'applied') throw new Error(JSON.stringify(settled))
      return took
    }
    const pullOn = async (from: string | null) => {
      const pages: z.infer<typeof pageSchema>[] = []
      let cursor = from
      do {
        const body = { cursor, device: 'bench-phone', waiting: 0 }
        const page = z.parse(pageSchema, await post(`${served.url}/api/sync/pull`, loser.cookie, body))
        pages.push(page)
        cursor = page.cursor
      } while (pages.at(-1)?.more)
      return {
        cursor,
        drops: pages.flatMap(({ drops }) => drops),
        isWhole: pages.some(
          ({ packed, files }) => packed.length > 0 || files.some(({ kind }) => kind !== 'case'),
        ),
      }
    }

    let { cursor } = await pullOn(null)
    const took: number[] = []
    const byHand: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      took.push(await assignTo(other))
      const lost = await pullOn(cursor)
      if (lost.drops.length !== 1 || lost.drops[0]?.id !== clientId || lost.isWhole)
        throw new Error(`expected one drop and no client file, not ${JSON.stringify(lost)}`)
      byHand.push(await updateByHand(sql, companyId, clientId))
      await assignTo(loser.userId)
      cursor = (await pullOn(lost.cursor)).cursor
    }
    const [first = 0, ...rest] = took
    const against = `the client's row updated by hand in a transaction: ${rounded(median(byHand), 1)} ms`
    const figure = (name: string, value: number): Figure => ({
      name,
      value: rounded(value, 1),
      unit: 'ms',
      ratio: rounded(value / median(byHand), 1),
      against,
    })
    return [figure('scope/transaction', median(rest)), figure('scope/transaction-first', first)]
  } finally {
    await sql.end()
    await served.stop()
  }
}

async function anotherCollector(url: string, companyId: string): Promise<string> {
  const database = await openDatabase({ url })
  const person = {
    id: 'other',
    name: 'Olga Other',
    email: 'other@bench.example',
    role: 'collector' as const,
    entity: null,
    active: true,
  }
  await savePeople(database, companyId, [person], journalPorts)
  await database.close()
  return person.id
}

async function updateByHand(sql: postgres.Sql, companyId: string, clientId: string): Promise<number> {
  await sql`create table if not exists by_hand as select company_id, id, collector_id from clients`
  const begun = performance.now()
  await sql.begin(async (tx) => {
    await tx`select from companies where id = ${companyId} for update`
    await tx`update by_hand set collector_id = ${randomUUID()} where company_id = ${companyId} and id = ${clientId}`
  })
  return performance.now() - begun
}

async function post(url: string, cookie: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin, cookie }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return answer.json()
}
