import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aCompany } from '../testing/a-company.ts'
import { aDevice } from '../testing/a-device.ts'
import { testDatabase } from '../testing/databases.ts'
import { mendScope } from './mend-scope.ts'

it('given a scope that is not what the rule says, then it is put right under a version of its own, and devices follow', async () => {
  const company = await aCompany(await testDatabase())
  const { database, ports } = company
  const { clientId } = await company.aClient()
  await company.aClient()
  const device = aDevice(company, company.personOf('collector'))
  const resolver = aDevice(company, company.personOf('resolver'))
  await device.sync()
  const before = await company.seen()
  expect(await mendScope(database, ports)).toBe(0)
  expect(await company.seen()).toEqual(before)

  await database.db.execute(
    sql`update scope set person_id = ${company.personOf('resolver')}
        where company_id = ${company.id} and client_id = ${clientId} and person_id = ${company.personOf('collector')}`,
  )
  await resolver.sync()
  expect(resolver.files.size).toBe(1)
  expect(await mendScope(database, ports)).toBe(1)
  await device.sync()
  await resolver.sync()
  expect([device.files.size, resolver.files.size]).toEqual([2, 0])
  expect(await mendScope(database, ports)).toBe(0)
})
