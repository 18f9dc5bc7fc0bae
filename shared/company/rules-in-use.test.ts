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

  it('a reason, for the statuses that preset it', () => {
    expect(said(retired('reason.price'))).toEqual([
      { field: 'data.active', because: 'inUse', of: ['Price dispute'] },
    ])
  })

  it('and is not removed over the wire either, which says where it is used', () => {
    const detail = (id: string) => {
      const decision = saved({ ...row(id), removed: true })
      return decision.type === 'refused' && decision.refusal.type === 'invalid' ? decision.refusal : null
    }
    expect(detail('messageTemplate.firm')).toMatchObject({
      field: 'data.setting.removed',
      detail: 'inUse: Standard',
    })
    expect(detail('template.dispute')?.detail).toContain('Price dispute')
    for (const id of ['scenario.gentle', 'status.priceDispute', 'reason.duplicate', 'template.call'])
      expect(detail(id)?.field, id).toBe('data.setting.removed')
    for (const id of ['rootCause.priceList', 'resolution.explained'])
      expect(detail(id)?.detail, id).toBe('retiredOnly')
  })
})

describe('a row that was just made and is taken back', () => {
  it('goes, or is retired where items or clients may have it', () => {
    for (const id of ['status.priceDispute', 'scenario.standard', 'reason.price', 'template.dispute']) {
      expect(putBack(row(id), null)).toMatchObject({ removed: false, data: { active: false } })
    }
    const copy = { ...row('messageTemplate.firm'), id: 'messageTemplate.copy' }
    expect(putBack(copy, null).removed).toBe(true)
    expect(saved(putBack({ ...row('scenarioRule.south') }, null)).type).toBe('applied')
  })
})
