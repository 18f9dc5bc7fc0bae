import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Entry, Seen } from '#shared/journal/entry.ts'
import { TODAY, aCompany } from '../testing/a-company.ts'
import { aCaseOf } from '../testing/a-case.ts'
import { testDatabase } from '../testing/databases.ts'

/** A case with a to-do of a department user, who holds no more of it. */
async function aToDo() {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const ana = company.personOf('collector')
  const omar = company.personOf('departmentUser')
  const caseId = randomUUID()
  const actionId = randomUUID()
  await company.push(ana, aCaseOf(company, clientId, itemIds, caseId, company.personOf('resolver')))
  const toDo = company.entry('action.opened', ana, clientId, {
    actionId,
    type: 'task',
    kind: null,
    name: 'Find the delivery note',
    dueOn: TODAY,
    ownerId: omar,
    resolverId: null,
    reasonId: null,
    on: TODAY,
    itemIds: [],
    move: false,
    comment: null,
    caseId,
  })
  expect(await company.push(ana, toDo)).toEqual([{ type: 'applied' }])
  const close = (id: string, by: string, more: Partial<Entry> = {}) =>
    company.entry(
      'action.closed',
      by,
      clientId,
      {
        actionId: id,
        on: TODAY,
        itemsBecome: 'unchanged',
        resolutionId: null,
        rootCauseId: null,
        comment: null,
      },
      more,
    )
  const giveTo = (ownerId: string) =>
    company.push(
      ana,
      company.entry('action.changed', ana, clientId, { actionId, fields: { ownerId }, comment: null }),
    )
  const seen: Seen = await company.seen()
  return { company, omar, caseId, actionId, close, giveTo, seen, resolver: company.personOf('resolver') }
}

it('a department user says that a to-do of theirs is done, and closes nothing else', async () => {
  const { company, omar, caseId, actionId, close } = await aToDo()
  const refused = { type: 'refused', refusal: { type: 'notAllowed' } }
  expect(await company.push(omar, close(caseId, omar))).toEqual([refused])
  expect(await company.push(omar, close(actionId, omar))).toEqual([{ type: 'applied' }])
})

it('one that was given to somebody else meanwhile waits for them; one that never was theirs is refused', async () => {
  const { company, omar, actionId, close, giveTo, seen, resolver } = await aToDo()
  await giveTo(resolver)
  const afterwards = await company.seen()
  expect(await company.push(omar, close(actionId, omar, { seen }))).toEqual([
    { type: 'parked', for: 'newOwner' },
  ])
  const other = company.personOf('guest')
  expect((await company.push(other, close(actionId, other, { seen })))[0]?.type).toBe('refused')
  expect((await company.push(omar, close(actionId, omar, { seen: afterwards })))[0]?.type).toBe('refused')
})
