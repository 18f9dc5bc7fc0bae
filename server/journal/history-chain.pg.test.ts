import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The chain as its definition says it, from what stands in the table and nothing of the product's code. */
async function brokenAt(db: Db, companyId: string): Promise<number[]> {
  const rows = await rowsOf<{
    number: number
    content: object
    salt: string | null
    digest: string
    hash: string
  }>(
    db,
    sql`select number, salt, digest, hash, jsonb_build_object(
          'id', id, 'clientId', client_id, 'actionId', action_id, 'itemIds', item_ids, 'kind', kind, 'by', by,
          'cause', cause, 'at', at, 'receivedAt', received_at, 'device', device, 'changes', changes, 'text', text,
          'details', details, 'late', late, 'superseded', superseded) as content
        from history where company_id = ${companyId} order by number`,
  )
  let previous = '0'.repeat(64)
  return rows.flatMap(({ number, content, salt, digest, hash }, index) => {
    const says = salt === null || digest === sha256(salt + sorted(content))
    const follows = number === index + 1 && hash === sha256(`${previous}${number}${digest}`)
    previous = hash
    return says && follows ? [] : [number]
  })
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

async function aToldCompany(): Promise<TestCompany> {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const by = company.personOf('collector')
  const words = (text: string) =>
    company.entry('comment.written', by, clientId, { actionId: null, itemIds, text, visibility: 'internal' })
  await company.push(by, words('Élodie rang: "paid" — 12 €'), words('they will see 😀'))
  await company.push(by, words('nothing new'))
  return company
}

const tampered = (company: TestCompany, change: ReturnType<typeof sql>) =>
  company.database.transaction(async (tx) => {
    await tx.execute(sql`select set_config('suivi.version', '99', true)`)
    await tx.execute(sql`update history set ${change} where company_id = ${company.id} and number = 2`)
  })

it('every history row carries the hash of the one before, gapless, and anybody can compute it again', async () => {
  const company = await aToldCompany()
  expect(await brokenAt(company.database.db, company.id)).toEqual([])
})

it('a history row that was changed shows, and so does one whose digest was made to fit', async () => {
  const company = await aToldCompany()
  await tampered(company, sql`text = 'they said nothing'`)
  expect(await brokenAt(company.database.db, company.id)).toEqual([2])
  await tampered(company, sql`salt = null, digest = ${sha256(randomUUID())}`)
  expect(await brokenAt(company.database.db, company.id)).toEqual([2])
})

it('a history row that was taken away shows', async () => {
  const company = await aToldCompany()
  await company.database.db.execute(sql`delete from history where company_id = ${company.id} and number = 2`)
  expect(await brokenAt(company.database.db, company.id)).toEqual([3, 4])
})

it('erasing what a row says, salt included, leaves the chain whole', async () => {
  const company = await aToldCompany()
  await tampered(company, sql`text = null, salt = null, changes = '[]'`)
  expect(await brokenAt(company.database.db, company.id)).toEqual([])
})
