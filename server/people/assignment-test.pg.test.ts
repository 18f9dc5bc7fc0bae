import { expect, test } from 'vitest'
import type { AssignmentTest } from '#shared/protocol/assignment-test.ts'
import { anOffice } from '../testing/an-office.ts'

const price = { type: 'field' as const, field: 'reasonId' as const, is: ['reason.price'] }
const invoices = { type: 'field' as const, field: 'item.kind' as const, is: ['invoice'] }

/** Two who resolve price disputes, one of them of invoices only and with a case already. */
async function anOfficeWithResolvers() {
  const office = await anOffice()
  const claire = await office.aPerson('administrator', 'Claire')
  const [ada, bo] = [await office.aPerson('resolver', 'Ada'), await office.aPerson('resolver', 'Bo')]
  const { company } = office
  const { clientId, itemIds } = await company.aClient()
  const criteria = (personId: string, conditions: (typeof price | typeof invoices)[]) =>
    company.entry('person.criteriaSaved', claire.id, null, {
      personId,
      criteria: [{ key: 'a', conditions }],
    })
  const opening = company.entry('action.opened', claire.id, clientId, {
    actionId: crypto.randomUUID(),
    type: 'followUp',
    kind: 'dispute',
    name: 'Pallet 7',
    dueOn: '2026-11-30',
    ownerId: claire.id,
    resolverId: ada.id,
    reasonId: 'reason.price',
    templateId: null,
    caseId: null,
    on: '2026-11-22',
    itemIds: itemIds.slice(0, 1),
    move: false,
    comment: null,
  })
  const outcomes = await company.push(claire.id, criteria(ada.id, [price]), criteria(bo.id, [price]), opening)
  expect(outcomes).toEqual(outcomes.map(() => ({ type: 'applied' })))
  const desk = await claire.aDevice()
  const itemId = itemIds[1] ?? ''
  const asks = async (reasonId: string | null) =>
    (await (await desk.post('/api/rules/assignment-test', { itemId, reasonId })).json()) as AssignmentTest
  return { ...office, claire, ada, bo, desk, itemId, criteria, asks }
}

test('who would get a dispute is told by the loads of now, with everybody who was asked; nothing is opened', async () => {
  const { company, claire, ada, bo, criteria, asks } = await anOfficeWithResolvers()
  expect(await asks('reason.price')).toMatchObject({
    resolverId: bo.id,
    because: { type: 'matched', tiedWith: [ada.id], openCases: 0 },
    candidates: [
      { personId: bo.id, matched: true, specificity: 1, openCases: 0 },
      { personId: ada.id, matched: true, specificity: 1, openCases: 1 },
    ],
  })
  await company.push(claire.id, criteria(ada.id, [price, invoices]))
  expect(await asks('reason.price')).toMatchObject({ resolverId: ada.id, because: { conditions: 2 } })
  expect(await asks(null)).toMatchObject({
    resolverId: null,
    because: { type: 'noMatch' },
    candidates: [{ matched: false, criterionKey: null }, { matched: false }],
  })
})

test('who may not set criteria is not told, and an item of another company is not there', async () => {
  const { aPerson, desk, itemId } = await anOfficeWithResolvers()
  const phone = await (await aPerson('collector')).aDevice()
  const asked = { itemId, reasonId: null }
  expect((await phone.post('/api/rules/assignment-test', asked)).status).toBe(403)
  const other = await (await anOffice()).company.aClient()
  const foreign = { itemId: other.itemIds[0], reasonId: null }
  expect((await desk.post('/api/rules/assignment-test', foreign)).status).toBe(404)
  expect((await desk.post('/api/rules/assignment-test', { itemId: 'x' })).status).toBe(400)
})
