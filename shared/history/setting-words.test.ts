import { describe, expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { DEFAULT_PLAN_RULE } from '../company/default-case-rules.ts'
import type { Setting } from '../company/settings.ts'
import { ruleRow } from '../company/rule-row.ts'
import { decideOnCompany } from '../journal/decide.ts'
import { historyRowOf } from '../journal/decided.ts'
import { NOW, aClientFile } from '../testing/a-client-file.ts'
import { anEntry } from '../testing/entries.ts'
import { aCompanyWithDepartments } from '../testing/work-entries.ts'
import { formatFor } from '../words/format.ts'
import { history as en } from '../words/en/history.ts'
import { history as fr } from '../words/fr/history.ts'
import { settingHistory as settingEn } from '../words/en/setting-history.ts'
import { settingHistory as settingFr } from '../words/fr/setting-history.ts'
import { filled, messageAt } from '../words/message.ts'
import type { Reader } from './reader.ts'
import { settingSavedWords } from './setting-words.ts'

const WORDS = {
  en: { history: en, settingHistory: settingEn },
  fr: { history: fr, settingHistory: settingFr },
}
const company = aCompanyWithDepartments()

/** The words of the history row that a saved setting leaves. */
function told(setting: Setting, language: 'en' | 'fr' = 'en') {
  const decided = decideOnCompany(anEntry('setting.saved', { setting }, { by: 'administrator' }), {
    company,
    at: NOW,
    occurred: NOW,
    historyOf: () => [],
  })
  const arrival = { number: 1, occurred: NOW, receivedAt: NOW, late: false, version: 1 }
  const row = must(historyRowOf(decided, arrival), 'a history row')
  const preferences = {
    language: language === 'en' ? 'en-GB' : 'fr-FR',
    numberFormat: 'language',
    timeZone: 'UTC',
    currency: 'EUR',
  } as const
  const reader: Reader = {
    t: (key, values = {}) => filled(messageAt(WORDS[language], key) ?? key, values, language),
    language,
    format: formatFor(preferences),
    company,
    file: aClientFile(),
    meId: 'administrator',
    today: '2026-11-20',
    within: null,
  }
  const { headline, lines } = settingSavedWords(row, reader)
  return [headline, ...lines.map(({ label, before, after }) => [label, before, after].join(' | '))]
}

describe('the history of a setting', () => {
  const dispute = company.caseKinds.dispute
  const [first, second, ...others] = dispute.data.stages

  it('says which stage came and what another became', () => {
    const expert = { key: 'x', name: { en: 'Expert' }, active: true, days: 9, asksComment: true }
    const stages = [{ ...must(first, 'a stage'), days: 4 }, must(second, 'a stage'), expert, ...others]
    expect(told({ ...dispute, data: { ...dispute.data, stages } })).toEqual([
      'Kind of follow-up “Dispute” changed',
      'Stage | Recorded / Enregistré, 2 days | Recorded / Enregistré, 4 days',
      'Stage |  | Expert, 9 days, asks for a comment',
    ])
  })

  it('says that stages stand in another order', () => {
    const stages = [must(second, 'a stage'), must(first, 'a stage'), ...others]
    expect(told({ ...dispute, data: { ...dispute.data, stages } }, 'fr')).toEqual([
      'Type de suivi « Litige » : modification',
      'Ordre |  | Au service concerné, Enregistré, Décidé, Client informé',
    ])
  })

  it('says before and after of plain fields', () => {
    const rule = ruleRow('planRule', company)
    const data = { ...DEFAULT_PLAN_RULE, graceDays: 5, brokenThen: 'litigation' as const }
    expect(told({ ...rule, data })).toEqual([
      'Instalment plans changed',
      'Days of grace | 3 | 5',
      'Items of a broken plan | back to the scenario | to litigation',
    ])
  })

  it('says who is asked about which amount', () => {
    const rule = ruleRow('validationRule', company)
    const levels = [{ upToMinor: null, asked: [{ type: 'role' as const, id: 'creditManager' as const }] }]
    expect(told({ ...rule, data: { ...rule.data, levels } })).toEqual([
      'Validation levels changed',
      'Levels | up to €1,000.00 Sales administration; any amount credit managers | any amount credit managers',
    ])
  })

  it('says what is new, retired or removed by its name', () => {
    const department = must(company.departments[0], 'a department')
    const retired = { ...department, data: { ...department.data, active: false } }
    expect(told(retired)).toEqual(['Department “Sales administration” retired'])
    const legal = must(
      company.departments.find(({ id }) => id === 'department.legal'),
      'legal',
    )
    expect(told({ ...legal, removed: true })).toEqual(['Department “Legal” removed'])
    const data = { from: 'USD', day: '2026-11-20', rate: '0.92' }
    expect(
      told({ id: 'rate.USD.2026-11-20', kind: 'exchangeRate', data, removed: false, version: 0 }),
    ).toEqual(['Exchange rate USD, 20 Nov added'])
  })
})
