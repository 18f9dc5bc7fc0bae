import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { must } from '#shared/base/must.ts'
import { type Setting, settingSchema } from '#shared/company/settings.ts'
import { PLAIN_STEP } from '#shared/dunning/scenario.ts'
import type { Condition } from '#shared/assignment/criteria.ts'
import { loadCompany } from '../company/load-company.ts'
import { anOffice } from '../testing/an-office.ts'

/** An administrator who sends what no screen would: rules as they come over the wire. */
async function aSender() {
  const { company, database } = await anOffice()
  const claire = company.personOf('administrator')
  const { settings } = await loadCompany(database.db, company.id)
  const row = (id: string) => must(settings.get(id), id)
  const withData = (id: string, fields: object): Setting =>
    z.parse(settingSchema, { ...row(id), data: { ...row(id).data, ...fields } })
  async function said(...wanted: Setting[]) {
    const entries = wanted.map((setting) => company.entry('setting.saved', claire, null, { setting }))
    return (await company.push(claire, ...entries)).map((outcome) =>
      outcome.type === 'refused' && outcome.refusal.type === 'invalid'
        ? `${outcome.refusal.field.replace('data.setting.', '')} ${outcome.refusal.detail}`
        : outcome.type,
    )
  }
  return { company, claire, row, withData, said }
}

const step = { ...PLAIN_STEP, type: 'call', name: { en: 'A step' } }
const standard = 'scenario.standard'

test('a rule that could not run is refused when it is sent, at its field, and nothing of it is kept', async () => {
  const { withData, said, claire } = await aSender()
  const owner = { by: 'person', personId: null }
  expect(
    await said(
      withData(standard, {
        steps: [
          { ...step, key: 'a', days: 1 },
          { ...step, key: 'b', days: 0, from: 'lastStep' },
        ],
      }),
      withData(standard, {
        steps: [
          { ...step, key: 'a', days: 5 },
          { ...step, key: 'b', days: 5 },
        ],
      }),
      withData('template.dispute', { owner }),
      withData('template.dispute', { owner: { by: 'person', personId: 'nobody' } }),
      withData('status.priceDispute', { action: { mode: 'create', templateId: null } }),
      withData('status.disputeResolved', { action: { mode: 'create', templateId: 'template.dispute' } }),
      withData('status.priceDispute', {
        scenario: 'reenters',
        action: { mode: 'create', templateId: 'template.dispute' },
      }),
      withData('template.dispute', { owner: { by: 'person', personId: claire } }),
    ),
  ).toEqual([
    'data.steps.1.days stepLoop',
    'data.steps.1.days beforePredecessor',
    'data.owner.personId ownerMissing',
    'data.owner.personId personGone',
    'data.action.templateId templateMissing',
    'data.action.mode statusCycle',
    'data.action.mode statusCycle',
    'applied',
  ])
})

test('what is used is not taken away over the wire, and the answer says where it is used', async () => {
  const { row, withData, said } = await aSender()
  expect(
    await said(
      { ...row('messageTemplate.firm'), removed: true },
      withData('messageTemplate.firm', { active: false }),
      withData(standard, { active: false }),
      { ...row('reason.price'), removed: true },
      { ...row('template.call'), removed: true },
      { ...row('status.priceDispute'), removed: true },
    ),
  ).toEqual([
    'removed inUse: Standard',
    'data.active inUse: Standard',
    'data.active defaultNeeded',
    'removed retiredOnly',
    'removed retiredOnly',
    'removed a status is retired, never removed',
  ])
})

test('what was just made is taken back', async () => {
  const { row, said } = await aSender()
  const text: Setting = { ...row('messageTemplate.firm'), id: 'messageTemplate.copy' }
  expect(await said(text, { ...text, removed: true })).toEqual(['applied', 'applied'])
})

test('criteria that could never hold are refused; those that tie are kept, for loads decide', async () => {
  const { company, claire } = await aSender()
  const save = async (role: 'resolver' | 'sales', ...conditions: Condition[]) => {
    const personId = company.personOf(role)
    const criteria = [{ key: 'a', conditions }]
    const [outcome] = await company.push(
      claire,
      company.entry('person.criteriaSaved', claire, null, { personId, criteria }),
    )
    return outcome
  }
  const price: Condition = { type: 'field', field: 'reasonId', is: ['reason.price'] }
  const refused = (field: string) => ({ type: 'refused', refusal: { type: 'invalid', field } })
  expect(await save('resolver', { ...price, is: ['reason.none'] })).toMatchObject(
    refused('data.criteria.0.conditions.0.is'),
  )
  expect(await save('resolver', price, { ...price, is: ['reason.delivery'] })).toMatchObject(
    refused('data.criteria.0.conditions.1.is'),
  )
  expect(await save('resolver', { type: 'amount', fromMinor: 2, toMinor: 1 })).toMatchObject(
    refused('data.criteria.0.conditions.0'),
  )
  expect(await save('resolver', price)).toEqual({ type: 'applied' })
  expect(await save('sales', price)).toEqual({ type: 'applied' })
})

test('of two administrators who take the role from each other at once, one stays', async () => {
  const office = await anOffice()
  const { company } = office
  const claire = company.personOf('administrator')
  const { id: paul } = await office.aPerson('administrator', 'Paul')
  const demote = (by: string, personId: string) =>
    company.push(by, company.entry('person.changed', by, null, { personId, role: 'collector' }))
  const answers = await Promise.all([demote(claire, paul), demote(paul, claire)])
  expect(answers.flat().map(({ type }) => type)).toEqual(['applied', 'refused'])
  const { people } = await loadCompany(office.database.db, company.id)
  expect([...people.values()].filter(({ role }) => role === 'administrator')).toHaveLength(1)
  expect(await demote(claire, claire)).toMatchObject([{ type: 'refused' }])
})
