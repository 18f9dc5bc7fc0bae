import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { addDays, dayIn } from '#shared/base/calendar-day.ts'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { unpacked } from '#shared/protocol/unpacked.ts'
import { type Chance, createChance } from '../../../server/demo/chance.ts'
import { type Database, openDatabase } from '../../../server/db/open.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { figuresFromScratch, figuresKept } from '../../../server/figures/recompute.ts'
import { canonical } from '../../../server/journal/history-chain.ts'
import { Journal } from '../../../server/journal/journal.ts'
import { pullText } from '../../../server/sync/pull.ts'
import { Books } from '../wishes/books.ts'
import { CLIENTS, idOf } from '../world/company.ts'
import type { Round, RoundOptions } from './writers.ts'

const WRITERS = 8
const ENTRIES_EACH = 10
const HOLD_MS = 8
const PULL_EVERY_MS = 5
/** Whose client the race is about. */
const PULLER = 'ana'
const CLIENT = must(CLIENTS[0], 'a client')

/** Eight writers, ten entries each, and one device that pulls all the while and once more when they are done. */
export async function doRound({ url, companyId, seed }: RoundOptions): Promise<Round> {
  const instances = await Promise.all(Array.from({ length: WRITERS + 1 }, () => openDatabase({ url })))
  const [forPulls, ...forWrites] = instances
  const device = new PullingDevice(must(forPulls, 'a connection'), companyId)
  await device.pull()
  let isOver = false
  const pulling = (async () => {
    while (!isOver) {
      await device.pull()
      await sleep(PULL_EVERY_MS)
    }
  })()
  const written = await Promise.all(
    forWrites.map((database, index) => write(database, companyId, createChance(seed * 100 + index))),
  )
  isOver = true
  await pulling
  await device.pull()
  const wrong = await Array.fromAsync(judge(written.flat(), device, instances[0], companyId))
  await Promise.all(instances.map((database) => database.close()))
  return { wrong, commits: WRITERS * ENTRIES_EACH }
}

type Written = { id: string; became: string }

/** One instance: every tenth of a second's work of it overlaps with that of the others. */
async function write(database: Database, companyId: string, chance: Chance): Promise<Written[]> {
  const held: Database = {
    ...database,
    transaction: (work, options) =>
      database.transaction(async (tx) => {
        const result = await work(tx)
        if (!options?.snapshot) await sleep(chance.next() * HOLD_MS)
        return result
      }, options),
  }
  const word = () => randomBytes(8).toString('hex')
  const journal = new Journal(held, { now: Date.now, salt: word, stamp: word, committed: () => {} })
  const written: Written[] = []
  for (let at = 0; at < ENTRIES_EACH; at++) {
    const entry = at % 4 === 3 ? anImport(chance) : aComment()
    const request = { companyId, stream: null, sentAt: Date.now(), entries: [{ n: 0, entry }] }
    const became = await journal.submit(request).then(
      ([settled]) => settled?.outcome.type ?? 'unanswered',
      (error: unknown) => String(error),
    )
    written.push({ id: entry.id, became })
  }
  return written
}

async function* judge(
  written: readonly Written[],
  { told }: PullingDevice,
  database: Database | undefined,
  companyId: string,
): AsyncGenerator<string> {
  const failed = written.filter(({ became }) => became !== 'applied')
  if (failed.length > 0) yield `${failed.length} of ${written.length} became ${failed[0]?.became ?? ''}`
  const lost = written.filter(({ id, became }) => became === 'applied' && !told.has(id))
  if (lost.length > 0) yield `${lost.length} of ${written.length} never came to the device`
  const { db } = must(database, 'a connection')
  const twice = await rowsOf(
    db,
    sql`select number from history where company_id = ${companyId} group by number having count(*) > 1`,
  )
  if (twice.length > 0) yield `${twice.length} numbers of the history were given by two writers`
  const kept = canonical(await figuresKept(db, companyId))
  const counted = canonical(await figuresFromScratch(db, companyId))
  if (kept !== counted) yield 'the figures kept are not those counted'
}

/** A device of the collector, as far as the cursor goes. */
class PullingDevice {
  readonly told = new Set<string>()
  #cursor: string | null = null
  #database: Database
  #companyId: string

  constructor(database: Database, companyId: string) {
    this.#database = database
    this.#companyId = companyId
  }

  async pull(): Promise<void> {
    for (let more = true; more;) {
      const puller = { companyId: this.#companyId, personId: PULLER }
      const text = await pullText(this.#database, puller, this.#cursor, Date.now())
      const page = unpacked(JSON.parse(text) as PullAnswer)
      for (const { rows } of page.history) for (const { id } of rows) this.told.add(id)
      this.#cursor = page.cursor
      more = page.more
    }
  }
}

function anEntry(kind: string, by: string, data: unknown): Entry {
  return {
    id: newId(Date.now(), randomBytes(16)),
    kind,
    v: 1,
    by,
    subject: { type: 'client', id: CLIENT.id },
    at: Date.now(),
    device: 'race',
    seen: { version: 0, stamp: '' },
    data,
  }
}

function aComment(): Entry {
  return anEntry('comment.written', PULLER, {
    actionId: null,
    itemIds: [],
    text: 'all at once',
    visibility: 'internal',
  })
}

/** An invoice nobody has heard of: the figures of the client move. */
function anImport(chance: Chance): Entry {
  const today = dayIn('Europe/Paris', Date.now())
  const books = new Books(today, createChance(1))
  const account = must(books.accounts[0], 'an account')
  const [row] = books.asTheyAre(account, today).items
  const number = randomBytes(6).toString('hex')
  const amountMinor = chance.whole(1, 99) * 100
  return anEntry('items.imported', 'accounting', {
    ...books.asTheyAre(account, today),
    items: [
      {
        ...must(row, 'a row'),
        id: idOf(number),
        number,
        amountMinor,
        balanceMinor: amountMinor,
        dueOn: addDays(today, 5),
      },
    ],
  })
}
