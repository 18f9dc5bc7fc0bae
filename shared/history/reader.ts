import type { FollowUpKind } from '../actions/kinds.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import { wordIn } from '../company/words.ts'
import { scenarioOf } from '../dunning/scenario-of.ts'
import { ACCOUNTING, RULE } from '../journal/entry.ts'
import type { HistoryRow } from '../journal/history.ts'
import type { Language } from '../people/preferences.ts'
import type { Format } from '../words/format.ts'
import type { Say } from '../words/say.ts'

/** Whom a history is told to, in which words, and what he may look names up in. */
export type Reader = {
  t: Say
  language: Language
  format: Format
  company: Company
  /** Null where what is told belongs to the company, and to no client. */
  file: ClientFile | null
  meId: string
  today: CalendarDay
  /** The action whose page the history stands on: it is not named again. */
  within: string | null
}

export function personName(id: string, { t, company, meId }: Reader): string {
  if (id === meId) return t('history.who.you')
  if (id === ACCOUNTING) return t('history.who.accounting')
  if (id === RULE) return t('history.who.rule')
  return company.people.get(id)?.name ?? t('history.who.somebody')
}

/** The name a company gave to a setting; one that is gone keeps the word it was stored under. */
export function settingName(id: string, { company, language, t }: Reader): string {
  const setting = company.settings.get(id)
  if (!setting) return id.slice(id.lastIndexOf('.') + 1)
  switch (setting.kind) {
    case 'status':
    case 'reason':
    case 'rootCause':
    case 'resolution':
    case 'scenario':
    case 'caseKind':
    case 'department':
    case 'template':
    case 'messageTemplate':
      return wordIn(setting.data.name, language)
    case 'company':
    case 'mapping':
      return setting.data.name
    case 'exchangeRate':
      return setting.data.from
    case 'promiseRule':
    case 'planRule':
    case 'validationRule':
    case 'documentRule':
    case 'scenarioRule':
    case 'assignmentRule':
      return t(`history.rules.${setting.kind}`)
  }
}

/** The name a company gave to a kind of follow-up. */
export function kindName(kind: FollowUpKind, { company, language }: Reader): string {
  return wordIn(company.caseKinds[kind].data.name, language)
}

export function actionName(id: string, { file }: Reader): string | null {
  return file?.actions.find((action) => action.id === id)?.name ?? null
}

const NAMED = 4

/** A few names, and how many more: `F-1, F-2, F-3, F-4 and 12 more`. Those without a name only count. */
export function namesText(names: readonly (string | null)[], { t }: Reader): string | null {
  const known = names.filter((name) => name !== null)
  if (known.length === 0) return null
  const shown = names.length <= NAMED + 1 ? known : known.slice(0, NAMED)
  const n = names.length - shown.length
  const text = shown.join(', ')
  return n > 0 ? t('history.subjects.more', { names: text, n }) : text
}

/** A step by its number, counted from 0, of the scenario it belonged to; older rows do not tell which, so: the client's. */
export function stepName({ step, scenarioId }: HistoryRow['details'], reader: Reader): string {
  const { file, company, language, t } = reader
  const index = Number(step ?? 0)
  const told = typeof scenarioId === 'string' ? company.settings.get(scenarioId) : undefined
  const scenario = told?.kind === 'scenario' ? told : file && scenarioOf(file, company)?.scenario
  const found = scenario?.data.steps[index]
  return found ? wordIn(found.name, language) : t('history.told.step', { n: index + 1 })
}

export function itemOf(id: string, { file }: Reader) {
  return file?.items.find((item) => item.id === id)
}
