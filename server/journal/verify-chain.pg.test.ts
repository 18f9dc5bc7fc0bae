import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { rowOf } from '../db/rows.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { seal } from './history-chain.ts'
import { historyColumns } from './history-columns.ts'
import { keepHeads, readHeads } from './kept-heads.ts'
import { describeChain } from './say-chain.ts'
import { type ChainHead, verifyChain } from './verify-chain.ts'

async function aToldCompany(): Promise<TestCompany> {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  await saying(company, clientId, 'they rang', 'they will pay')
  return company
}

function saying(company: TestCompany, clientId: string, ...texts: string[]) {
  const by = company.personOf('collector')
  return company.push(
    by,
    ...texts.map((text) =>
      company.entry('comment.written', by, clientId, {
        actionId: null,
        itemIds: [],
        text,
        visibility: 'internal',
      }),
    ),
  )
}

const verified = ({ database, id }: TestCompany, kept: readonly ChainHead[] = []) =>
  database.transaction((tx) => verifyChain(tx, id, kept), { snapshot: true })

const tampering = (company: TestCompany, ...statements: ReturnType<typeof sql>[]) =>
  company.database.transaction(async (tx) => {
    await tx.execute(sql`select set_config('suivi.version', '99', true)`)
    for (const statement of statements) await tx.execute(statement)
  })

it('given a history as it was written, then the chain holds up to the head the company remembers', async () => {
  const report = await verified(await aToldCompany())
  expect(report).toMatchObject({ erased: [], breaks: [], rows: report.head.number })
  expect(report.rows).toBeGreaterThan(2)
})

it('given a row that was rewritten by hand, then it is named', async () => {
  const company = await aToldCompany()
  await tampering(
    company,
    sql`update history set text = 'no' where company_id = ${company.id} and number = 2`,
  )
  expect((await verified(company)).breaks).toEqual([{ because: 'content', number: 2, upTo: 2 }])
})

it('given a row that was taken out, then it is missing and the next one does not follow', async () => {
  const company = await aToldCompany()
  await tampering(company, sql`delete from history where company_id = ${company.id} and number = 2`)
  expect((await verified(company)).breaks).toEqual([
    { because: 'missing', number: 2, upTo: 2 },
    { because: 'link', number: 3, upTo: 3 },
  ])
})

it('given the last row taken out, then the chain ends before the company remembers', async () => {
  const company = await aToldCompany()
  const { rows } = await verified(company)
  await tampering(company, sql`delete from history where company_id = ${company.id} and number = ${rows}`)
  expect((await verified(company)).breaks).toEqual([{ because: 'head', number: rows - 1, upTo: rows }])
})

it('given a row that was erased, salt included, then the chain holds and the row is named', async () => {
  const company = await aToldCompany()
  const erase = sql`update history set text = null, salt = null, changes = '[]', details = '{}'`
  await tampering(company, sql`${erase} where company_id = ${company.id} and number in (2, 3)`)
  expect(await verified(company)).toMatchObject({ breaks: [], erased: [{ from: 2, to: 3 }] })
})

it('given words put into a row under cover of an erasure, then it is named', async () => {
  const company = await aToldCompany()
  await tampering(
    company,
    sql`update history set text = 'they refused', salt = null where company_id = ${company.id} and number = 3`,
  )
  const report = await verified(company)
  expect(report).toMatchObject({ erased: [{ from: 3, to: 3 }], breaks: [{ because: 'left', number: 3 }] })
  expect(describeChain('Verdier', report, 0).join('\n')).toContain('row 3 was erased, yet says something')
})

it('given two rows that changed places, then both are named', async () => {
  const company = await aToldCompany()
  const to = (from: number, number: number) =>
    sql`update history set number = ${number} where company_id = ${company.id} and number = ${from}`
  await tampering(company, to(2, 9_999), to(3, 2), to(9_999, 3))
  const { breaks } = await verified(company)
  expect(breaks.filter(({ because }) => because === 'link').map(({ number }) => number)).toEqual([2, 3])
})

it('given a row forged at the end, then it is named: by hash, by head, by the entry it has not', async () => {
  const company = await aToldCompany()
  const { db } = company.database
  const { head } = await verified(company)
  const last = await rowOf<HistoryRow>(
    db,
    sql`select ${historyColumns} from history where company_id = ${company.id} and number = ${head.number}`,
  )
  const number = head.number + 1
  const id = randomUUID()
  const forged = { ...last, id, number, text: 'they agreed to everything' }
  const { digest, hash } = seal(forged, number, 'salt', head.hash)
  const insert = (withHash: string) => sql`
    insert into history (company_id, number, id, client_id, action_id, item_ids, kind, by, cause, at, received_at, device,
                         changes, text, details, late, superseded, salt, digest, hash, version)
    select company_id, ${number}, ${id}, client_id, action_id, item_ids, kind, by, cause, at, received_at, device,
           changes, ${forged.text}, details, late, superseded, 'salt', ${digest}, ${withHash}, version
    from history where company_id = ${company.id} and number = ${head.number}`
  await tampering(company, insert('f'.repeat(64)))
  expect((await verified(company)).breaks).toEqual([
    { because: 'entry', number, upTo: number },
    { because: 'link', number, upTo: number },
    { because: 'head', number, upTo: head.number },
  ])
  await tampering(
    company,
    sql`delete from history where company_id = ${company.id} and number = ${number}`,
    insert(hash),
    sql`update companies set history_number = ${number}, history_hash = ${hash} where id = ${company.id}`,
  )
  const { breaks } = await verified(company, [head])
  expect(breaks).toEqual([{ because: 'entry', number, upTo: number }])
})

it('given rows taken out from the middle to the end and the head put back, then the kept head shows it', async () => {
  const company = await aToldCompany()
  const { head } = await verified(company)
  const { hash } = await rowOf<{ hash: string }>(
    company.database.db,
    sql`select hash from history where company_id = ${company.id} and number = 2`,
  )
  await tampering(
    company,
    sql`delete from history where company_id = ${company.id} and number > 2`,
    sql`update companies set history_number = 2, history_hash = ${hash} where id = ${company.id}`,
  )
  expect((await verified(company)).breaks).toEqual([])
  expect((await verified(company, [head])).breaks).toEqual([
    { because: 'shortened', number: 2, upTo: head.number },
  ])
})

it('given a chain rewritten to its end with hashes that fit, then only the head kept outside the database shows it', async () => {
  const company = await aToldCompany()
  const { db } = company.database
  const folder = mkdtempSync(join(tmpdir(), 'heads-'))
  await keepHeads(db, folder, 1)
  const kept = readHeads(folder, company.id)
  const { head } = await verified(company, kept)
  expect(kept).toEqual([{ at: 1, ...head }])

  const [last, before] = [head.number, head.number - 1]
  const row = await rowOf<HistoryRow>(
    db,
    sql`select ${historyColumns} from history where company_id = ${company.id} and number = ${last}`,
  )
  const { hash } = await rowOf<{ hash: string }>(
    db,
    sql`select hash from history where company_id = ${company.id} and number = ${before}`,
  )
  const forged = seal({ ...row, text: 'they refused' }, last, 'salt', hash)
  await tampering(
    company,
    sql`update history set text = 'they refused', salt = 'salt', digest = ${forged.digest}, hash = ${forged.hash}
        where company_id = ${company.id} and number = ${last}`,
    sql`update companies set history_hash = ${forged.hash} where id = ${company.id}`,
  )
  expect((await verified(company)).breaks).toEqual([])
  expect((await verified(company, kept)).breaks).toEqual([{ because: 'kept', number: last, upTo: last }])
})

it('heads are kept as the chain grows, once each; a torn line spoils no other', async () => {
  const company = await aToldCompany()
  const { db } = company.database
  const { clientId } = await company.aClient()
  const folder = mkdtempSync(join(tmpdir(), 'heads-'))
  await keepHeads(db, folder, 1)
  await keepHeads(db, folder, 2)
  appendFileSync(join(folder, `${company.id}.jsonl`), '\n{"at":3,"numb')
  await saying(company, clientId, 'again')
  await keepHeads(db, folder, 4)
  const kept = readHeads(folder, company.id)
  expect(kept.map(({ at }) => at)).toEqual([1, 4])
  expect((await verified(company, kept)).breaks).toEqual([])

  const beyond = [{ number: must(kept[1], 'the last head').number + 5, hash: 'f'.repeat(64) }]
  const report = await verified(company, beyond)
  expect(report.breaks).toMatchObject([{ because: 'shortened' }])
  expect(describeChain('Verdier', report, 1).join('\n')).toContain('a backup was restored')
})
