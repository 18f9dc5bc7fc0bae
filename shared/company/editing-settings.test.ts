import { describe, expect, it } from 'vitest'
import { aCompanyWithDepartments } from '../testing/work-entries.ts'
import { currentRates } from './current-rates.ts'
import { DEFAULT_PLAN_RULE } from './default-case-rules.ts'
import { repositioned, stepped } from './in-order.ts'
import { putBack, standingRow } from './put-back.ts'
import { ruleRow } from './rule-row.ts'
import { draftProblems } from './draft-problems.ts'
import type { SettingProblem } from './setting-problem.ts'
import type { CaseKind, ExchangeRate, Reason, Setting } from './settings.ts'
import { tidySetting } from './tidy-setting.ts'
import { rateText, typedRate } from './typed-rate.ts'

const company = aCompanyWithDepartments()
const dispute = company.caseKinds.dispute
const added = { key: 'k', name: { en: 'Expert' }, active: true, days: 7, asksComment: false }
const withStage: CaseKind = { ...dispute, data: { ...dispute.data, stages: [added, ...dispute.data.stages] } }
const reason: Reason = {
  id: 'reason.new',
  kind: 'reason',
  data: {
    key: 'new',
    name: { en: ' Late delivery ', fr: ' ' },
    peppol: ' del ',
    un4465: '',
    french: null,
    active: true,
    position: 14,
  },
  removed: false,
  version: 0,
}
const rate = (from: string, day: string, value = '0.9'): ExchangeRate => ({
  id: `rate.${from}.${day}`,
  kind: 'exchangeRate',
  data: { from, day, rate: value },
  removed: false,
  version: 0,
})

const told = (problems: SettingProblem[]) =>
  problems.map(({ field, because, limit }) => [field.replace('data.setting.data.', ''), because, limit])

describe('what is wrong with a setting that is being filled in', () => {
  const problems = (setting: Setting) => told(draftProblems(setting, company))
  const plan = (fields: Partial<typeof DEFAULT_PLAN_RULE>): Setting => ({
    ...ruleRow('planRule', company),
    data: { ...DEFAULT_PLAN_RULE, ...fields },
  })

  it('is all said at once, each at its field, with the least or the most there is', () => {
    expect(problems(plan({}))).toEqual([])
    expect(problems(plan({ graceDays: Number.NaN, brokenAfter: 0, seenCountsDays: 366 }))).toEqual([
      ['graceDays', 'notWhole', null],
      ['brokenAfter', 'tooSmall', 1],
      ['seenCountsDays', 'tooBig', 365],
    ])
  })

  it('is a name that is missing in English, or a blank one in another language', () => {
    expect(problems(reason)).toEqual([['name.fr', 'noName', null]])
    expect(problems(tidySetting(reason))).toEqual([])
    const nameless = { ...added, name: { fr: 'Expertise' } }
    const kind = { ...dispute, data: { ...dispute.data, stages: [...dispute.data.stages, nameless] } }
    expect(problems(kind)).toEqual([['stages.4.name.en', 'noName', null]])
  })

  it('is the reason nobody can do without, retired', () => {
    const notKnown = company.reasons.find(({ id }) => id === company.reasonNotKnownId)
    if (!notKnown) throw new Error('no such reason')
    expect(problems({ ...notKnown, data: { ...notKnown.data, active: false } })).toEqual([
      ['active', 'reasonNotKnown', null],
    ])
  })

  it('is a level that asks nobody, and a rate of nothing or of the own currency', () => {
    const rule = ruleRow('validationRule', company)
    const levels = [{ upToMinor: null, asked: [] }]
    expect(problems({ ...rule, data: { ...rule.data, levels } })).toEqual([['levels.0.asked', 'empty', null]])
    expect(problems(rate(company.currency, '2026-01-01', '0.00'))).toEqual([
      ['from', 'ownCurrency', null],
      ['rate', 'noRate', null],
    ])
    expect(problems(rate('usd', 'soon', '')).map(([field]) => field)).toEqual(['from', 'day', 'rate', 'rate'])
  })
})

describe('what was saved and is taken back', () => {
  it('is as it was before, or gone when it was not there', () => {
    expect(putBack({ ...dispute, data: { ...dispute.data, active: false } }, dispute)).toEqual(dispute)
    const day = rate('USD', '2026-01-01')
    expect(putBack(day, null)).toEqual({ ...day, removed: true })
    expect(standingRow(reason, company)).toBeNull()
    expect(standingRow(withStage, company)).toEqual(dispute)
  })

  it('keeps a stage that was added, retired: cases may be in it', () => {
    const back = putBack(withStage, dispute)
    expect(back).toEqual({
      ...dispute,
      data: { ...dispute.data, stages: [...dispute.data.stages, { ...added, active: false }] },
    })
    expect(
      draftProblems(back, { ...company, caseKinds: { ...company.caseKinds, dispute: withStage } }),
    ).toEqual([])
  })
})

describe('the order of a list', () => {
  it('is made step by step and never falls off an end', () => {
    expect(stepped(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(stepped(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(stepped(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(stepped(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  })

  it('saves only the rows whose place becomes another', () => {
    const row = (id: string, position: number) => ({ id, data: { position } })
    expect(repositioned([row('a', 1), row('c', 3), row('b', 2)])).toEqual([row('c', 2), row('b', 3)])
  })
})

describe('a setting as it is kept', () => {
  it('has no blanks around its words, no language left blank, codes in capitals', () => {
    expect(tidySetting(reason).data).toMatchObject({
      name: { en: 'Late delivery' },
      peppol: 'DEL',
      un4465: null,
      french: null,
    })
  })
})

describe('an exchange rate', () => {
  it.each([
    ['0,92', '0.92'],
    ['0.9236', '0.9236'],
    [' 1.10 ', '1.1'],
    ['007', '7'],
    ['1,234', '1.234'],
    ['1.234,5', null],
    ['-1', null],
    ['1 EUR', null],
    ['', null],
    ['0.1234567891', null],
  ])('typed as %j is kept as %j', (text, kept) => {
    expect(typedRate(text)).toBe(kept)
  })

  it('is shown with the decimal sign of the person', () => {
    expect(rateText('0.92', ',')).toBe('0,92')
  })

  it('counts from its day until there is a later one', () => {
    const exchangeRates = [rate('USD', '2026-01-01'), rate('JPY', '2026-01-05'), rate('USD', '2026-02-01')]
    const on = (day: string) => currentRates({ exchangeRates }, day).map(({ id }) => id)
    expect(on('2026-01-31')).toEqual(['rate.JPY.2026-01-05', 'rate.USD.2026-01-01'])
    expect(on('2026-02-01')).toEqual(['rate.JPY.2026-01-05', 'rate.USD.2026-02-01'])
    expect(on('2025-12-31')).toEqual([])
  })
})
