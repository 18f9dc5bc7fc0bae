import { expect, it } from 'vitest'
import { aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'

it('given a change of a file, then its holders and nobody else are to be woken; given it moves, those before and after', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  const [collector, sales] = [company.personOf('collector'), company.personOf('sales')]
  const manager = company.personOf('creditManager')
  const woken = () => [...(company.commits.at(-1)?.personIds ?? [])]

  const comment = { actionId: null, itemIds: [], text: 'Called', visibility: 'internal' as const }
  await company.push(manager, company.entry('comment.written', manager, clientId, comment))
  expect(woken()).toEqual(expect.arrayContaining([manager, collector]))
  expect(woken()).not.toContain(sales)

  const given = { collectorId: null, salesId: sales }
  await company.push(manager, company.entry('client.assigned', manager, clientId, given))
  expect(woken()).toEqual(expect.arrayContaining([collector, sales]))
})
