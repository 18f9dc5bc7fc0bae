import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { historyWords } from '#shared/history/history-words.ts'
import type { Reader } from '#shared/history/reader.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Language } from '#shared/people/preferences.ts'
import { aClientFile, aFollowUp, anInvoice } from '#shared/testing/a-client-file.ts'
import { Desk } from '#shared/testing/desk.ts'
import {
  LENA,
  NADIA,
  aCompanyWithDepartments,
  answer,
  ask,
  dayBrings,
  decideThat,
  moveStage,
  requestCredit,
  takePart,
  withdrawQuestion,
} from '#shared/testing/work-entries.ts'
import { differenceLines } from '#shared/validations/difference-words.ts'
import { formatFor } from '#shared/words/format.ts'
import { filled } from '#shared/words/message.ts'
import type { Say } from '#shared/words/say.ts'
import { createWords } from '../shell/i18n/i18n.ts'
import { DEFAULT_FORMAT } from '../ui/format/useFormat.ts'

const company = aCompanyWithDepartments()
const item = anInvoice('F1', { balanceMinor: 124_000 })
const file = aClientFile({ items: [item], actions: [aFollowUp('Pallet 7', {}, [item])] })
const levels = [
  { asked: [NADIA], needs: 'one' as const },
  { asked: [LENA], needs: 'one' as const },
]

async function aReader(language: Language): Promise<Reader> {
  const words = await createWords(language)
  await words.learn('everyday')
  const t: Say = (key, values = {}) => filled(words.find(key) ?? key, values, language)
  const format = formatFor({ ...DEFAULT_FORMAT, language: 'en-GB', timeZone: 'Europe/Paris' })
  const within = must(file.actions[0], 'the case').id
  return { t, language, format, company, file, meId: 'omar', today: '2026-11-22', within }
}

/** The headlines of what was decided, in order. */
async function told(entries: readonly Entry[], language: Language = 'en'): Promise<string[]> {
  const reader = await aReader(language)
  return new Desk(file, company).decideAll(entries).history.map((row) => historyWords(row, reader).headline)
}

const its = 'Pallet 7'

it('a question is told from asking to the end, level by level', async () => {
  const story = [
    ask('later', its, { levels }),
    answer('later', its),
    dayBrings('validation.late', 'later', its, '2026-11-26'),
    dayBrings('validation.late', 'later', its, '2026-11-28'),
    answer('later', its, { level: 1, answer: 'refused', comment: 'No' }, { by: 'lena' }),
  ]
  expect(await told(story)).toEqual([
    'Validation asked',
    'Approved, level 1 of 2',
    'Validation late: reminder 1',
    'Validation late: others are asked too',
    'Refused, level 2 of 2',
  ])
  expect(await told([ask('later', its), withdrawQuestion('later', its)], 'fr')).toEqual([
    'Validation demandée',
    'Question retirée',
  ])
})

it('credit notes, stages, participants and decisions are told with what they are about', async () => {
  const story = [
    requestCredit('credit', its, { F1: 31_000 }),
    moveStage(its, 'withDepartment'),
    takePart(its, { type: 'department', id: 'department.logistics' }),
    takePart(its, { type: 'person', id: 'nadia' }),
    decideThat(its, 'We deliver again'),
  ]
  expect(await told(story)).toEqual([
    'Credit note of €310.00 asked for',
    'Stage: With the department',
    'Logistics takes part',
    'nadia takes part',
    'Decision',
  ])
})

it('what changed since somebody saw it is told line by line, each amount in its currency', async () => {
  const { t, format } = await aReader('en')
  const fields = [
    { field: 'question', before: 'May they?', after: 'May they pay later?' },
    { field: 'amountMinor', before: 31_000, after: 70_000 },
    { field: `items.${item.id}`, before: null, after: 39_000 },
    { field: 'currency', before: null, after: 'EUR' },
  ]
  const itemNumber = (id: string) => (id === item.id ? 'F1' : null)
  expect(differenceLines(fields, { t, format, currency: 'USD', itemNumber })).toEqual([
    { label: 'the question', before: 'May they?', after: 'May they pay later?' },
    { label: 'the amount', before: 'US$310.00', after: '€700.00' },
    { label: 'F1', before: 'none', after: '€390.00' },
    { label: 'the currency', before: 'none', after: 'EUR' },
  ])
})
