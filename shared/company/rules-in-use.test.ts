import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { must } from '../base/must.ts'
import { decideOnCompany } from '../journal/decide.ts'
import { NOW, aCompany } from '../testing/a-client-file.ts'
import { anEntry } from '../testing/entries.ts'
import { draftProblems } from './draft-problems.ts'
import { putBack } from './put-back.ts'
import { type Setting, settingSchema } from './settings.ts'

const company = aCompany({
  settings: [
    {
      id: 'scenarioRule.south',
      kind: 'scenarioRule',
      data: {
        scenarioId: 'scenario.gentle',
        conditions: [{ type: 'field', field: 'client.entity', is: ['Marseille'] }],
        active: true,
        position: 1,
      },
      removed: false,
      version: 1,
    },
    {
      id: 'scenario.gentle',
      kind: 'scenario',
      data: {
        key: 'gentle',
        name: { en: 'Gentle' },
        steps: [],
        graceDays: 5,
        active: true,
        isDefault: false,
      },
      removed: false,
      version: 1,
    },
  ],
})
const row = (id: string) => must(company.settings.get(id), id)
/** The row with other fields in its data, whatever its kind. */
const withData = (setting: Setting, fields: object): Setting =>
  z.parse(settingSchema, { ...setting, data: { ...setting.data, ...fields } })
const retired = (id: string) => withData(row(id), { active: false })
const said = (setting: Setting) =>
  draftProblems(setting, company).map(({ field, because, limit, usedBy }) => ({
    field: field.replace('data.setting.', ''),
    because,
    of: limit ?? usedBy.map(({ en }) => en),
  }))
const context = { company, at: NOW, occurred: NOW, historyOf: () => [] }
const saved = (setting: Setting) =>
  decideOnCompany(anEntry('setting.saved', { setting }, { by: 'administrator' }), context).decision

describe('what is used stays', () => {
  it('a template, for the statuses that lead to it', () => {
    const statuses = ['Dispute', 'Price dispute', 'Delivery dispute', 'Quality dispute']
    expect(said(retired('template.dispute'))).toEqual([
      { field: 'data.active', because: 'inUse', of: statuses },
    ])
  })

  it('a text, for the scenarios that prepare it', () => {
    expect(said(retired('messageTemplate.firm'))).toEqual([
      { field: 'data.active', because: 'inUse', of: ['Standard'] },
    ])
  })

  it('a scenario, for the rules that give it to clients', () => {
    expect(said(retired('scenario.gentle'))).toEqual([
      { field: 'data.active', because: 'rulesLeadToIt', of: 1 },
    ])
  })

  it('and is not removed over the wire either', () => {
    for (const id of ['template.dispute', 'messageTemplate.firm', 'scenario.gentle', 'status.priceDispute']) {
      expect(saved({ ...row(id), removed: true })).toMatchObject({
        type: 'refused',
        refusal: { field: 'data.setting.removed' },
      })
    }
  })
})

describe('a row that was just made and is taken back', () => {
  it('goes, or is retired where items or clients may have it', () => {
    for (const id of ['status.priceDispute', 'scenario.standard']) {
      expect(putBack(row(id), null)).toMatchObject({ removed: false, data: { active: false } })
    }
    expect(putBack({ ...row('template.dispute'), id: 'template.copy' }, null).removed).toBe(true)
  })
})
