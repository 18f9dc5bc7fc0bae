import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { TODAY } from '../testing/a-company.ts'
import { anOffice } from '../testing/an-office.ts'
import { putParticipants } from '../testing/put-in-case.ts'
import { pull } from '../testing/read-pull.ts'

test('who is placed in a department holds the cases it takes part in, and no longer once placed elsewhere', async () => {
  const office = await anOffice()
  const { company } = office
  const nadia = await office.aPerson('departmentUser', 'Nadia')
  const claire = await office.aPerson('administrator', 'Claire')
  const desk = await claire.aDevice()
  const { clientId } = await company.aClient({})
  const actionId = randomUUID()
  const opened = company.entry('action.opened', claire.id, clientId, {
    actionId,
    type: 'followUp',
    kind: 'dispute',
    name: 'A case',
    dueOn: TODAY,
    ownerId: claire.id,
    resolverId: null,
    reasonId: null,
    on: TODAY,
    itemIds: [],
    move: false,
    comment: null,
  })
  const answers = async (response: Response) =>
    ((await response.json()) as { outcomes: { outcome: { type: string } }[] }).outcomes.map(
      ({ outcome }) => outcome.type,
    )
  expect(await answers(await desk.push(opened))).toEqual(['applied'])
  await putParticipants(company, { id: actionId, clientId }, [
    { type: 'department', id: 'department.logistics' },
  ])
  const filesOf = async () => {
    const puller = { companyId: company.id, personId: nadia.id }
    return (await pull(office.database, puller, null, office.clock.now)).files.map(({ id }) => id)
  }
  const place = async (departmentId: string | null) =>
    answers(
      await desk.push(company.entry('person.placed', claire.id, null, { personId: nadia.id, departmentId })),
    )

  expect(await filesOf()).toEqual([])
  expect(await place('department.logistics')).toEqual(['applied'])
  expect(await filesOf()).toEqual([actionId])
  expect(await place('department.legal')).toEqual(['applied'])
  expect(await filesOf()).toEqual([])
  expect(await place('department.none')).toEqual(['refused'])
})
