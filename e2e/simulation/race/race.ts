import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { sql } from 'drizzle-orm'
import { newId } from '#shared/base/ids.ts'
import { dayIn } from '#shared/base/calendar-day.ts'
import { createChance } from '../../../server/demo/chance.ts'
import { openDatabase } from '../../../server/db/open.ts'
import { Journal } from '../../../server/journal/journal.ts'
import { startPostgres } from '../../../server/testing/postgres.ts'
import type { Patch } from '../module-hooks.ts'
import { Books } from '../wishes/books.ts'
import { idOf } from '../world/company.ts'
import { freshCompany } from '../world/store.ts'
import type { Round, RoundOptions } from './writers.ts'

/** What went wrong, in words; the product has nothing to say here. */
export type Raced = { wrong: string[]; rounds: number; commits: number }

type Race = { patches: readonly Patch[]; rounds?: number }

const ROUNDS = 6

/**
 * Eight instances of the journal on one company, each with its own connections to a real Postgres and a random hold
 * before every commit, and a device that pulls every 5 ms: what was answered must have come to it, whatever overlapped.
 * Stops after the first round in which something did not.
 */
export async function race({ patches, rounds = ROUNDS }: Race): Promise<Raced> {
  const postgres = await startPostgres()
  const companyId = idOf('the race')
  try {
    await makeCompany(postgres.url, companyId)
    const worker = new Worker(new URL('writers.ts', import.meta.url), { workerData: { patches } })
    let commits = 0
    try {
      for (let round = 1; round <= rounds; round++) {
        const done = await doRound(worker, { url: postgres.url, companyId, seed: round })
        commits += done.commits
        if (done.wrong.length > 0) return { wrong: done.wrong, rounds: round, commits }
      }
      return { wrong: [], rounds, commits }
    } finally {
      await worker.terminate()
    }
  } finally {
    await postgres.stop()
  }
}

function doRound(worker: Worker, options: RoundOptions): Promise<Round> {
  return new Promise((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
    worker.postMessage(options)
  })
}

/** Made by the product as it is: a defect is raced, not set up. */
async function makeCompany(url: string, companyId: string): Promise<void> {
  const database = await openDatabase({ url })
  const stamp = () => randomBytes(8).toString('hex')
  await freshCompany(database, companyId, { now: Date.now, stamp })
  // For the mutants that take their numbers from it.
  // The store would refuse what two write at once under one number; here it has to be seen.
  await database.db.execute(sql`alter table history drop constraint history_company_id_number_pk`)
  await database.db.execute(sql`create sequence race_numbers start 1000000`)
  const journal = new Journal(database, { now: Date.now, salt: stamp, stamp, committed: () => {} })
  const today = dayIn('Europe/Paris', Date.now())
  const books = new Books(today, createChance(1))
  for (const account of books.accounts)
    await journal.submit({
      companyId,
      stream: null,
      sentAt: Date.now(),
      entries: [
        {
          n: 0,
          entry: {
            id: newId(Date.now(), randomBytes(16)),
            kind: 'items.imported',
            v: 1,
            by: 'accounting',
            subject: { type: 'client', id: account.id },
            at: Date.now(),
            device: 'books',
            seen: { version: 0, stamp: '' },
            data: books.asTheyAre(account, today),
          },
        },
      ],
    })
  await database.close()
}
