import * as z from 'zod/mini'
import { calendarDaySchema, timeZoneSchema } from '../base/calendar-day.ts'
import { currencySchema } from '../base/amount.ts'
import { assignmentRuleSchema } from '../assignment/criteria.ts'
import { messageTemplateSchema, scenarioRuleSchema, scenarioSchema } from '../dunning/scenario.ts'
import { mappingSchema } from '../imports/mapping.ts'
import { LANGUAGES } from '../people/preferences.ts'
import { statusSchema } from '../statuses/status.ts'
import { templateSchema } from '../templates/template.ts'
import {
  caseKindSchema,
  departmentSchema,
  planRuleSchema,
  promiseRuleSchema,
  validationRuleSchema,
} from './case-rules.ts'
import { documentRuleSchema } from './document-rule.ts'
import { wordsSchema } from './words.ts'

/** Why an item is disputed, in the words people use, with the codes the e-invoicing networks use for it. */
const reasonSchema = z.strictObject({
  key: z.string(),
  name: wordsSchema,
  peppol: z.nullable(z.string()),
  un4465: z.nullable(z.string()),
  french: z.nullable(z.string()),
  active: z.boolean(),
  position: z.int(),
})

/** A short administered list entry: a root cause in our own house, or how a case ended. */
const choiceSchema = z.strictObject({
  key: z.string(),
  name: wordsSchema,
  active: z.boolean(),
  position: z.int(),
})

/** One unit of `from` is `rate` units of the company's currency, from `day` on. */
const exchangeRateSchema = z.strictObject({
  from: currencySchema,
  day: calendarDaySchema,
  rate: z.string().check(z.regex(/^\d{1,9}(\.\d{1,9})?$/, { error: 'a decimal number such as 0.92' })),
})

const companyCardSchema = z.strictObject({
  /** How many days a device works without contact; LEASE_DAYS where nobody has said. */
  leaseDays: z.optional(z.int().check(z.minimum(1), z.maximum(90))),
  name: z.string(),
  currency: currencySchema,
  timeZone: timeZoneSchema,
  /** In which names are given that no person gives; English where nobody has said. */
  language: z.optional(z.enum(LANGUAGES)),
})

const SETTING_SCHEMAS = {
  company: companyCardSchema,
  status: statusSchema,
  reason: reasonSchema,
  rootCause: choiceSchema,
  resolution: choiceSchema,
  scenario: scenarioSchema,
  exchangeRate: exchangeRateSchema,
  mapping: mappingSchema,
  caseKind: caseKindSchema,
  department: departmentSchema,
  promiseRule: promiseRuleSchema,
  planRule: planRuleSchema,
  validationRule: validationRuleSchema,
  documentRule: documentRuleSchema,
  template: templateSchema,
  messageTemplate: messageTemplateSchema,
  scenarioRule: scenarioRuleSchema,
  assignmentRule: assignmentRuleSchema,
} as const

export type SettingKind = keyof typeof SETTING_SCHEMAS
export type SettingData<K extends SettingKind> = z.infer<(typeof SETTING_SCHEMAS)[K]>

/** One administered row of a company. */
export type SettingOf<K extends SettingKind> = {
  id: string
  kind: K
  data: SettingData<K>
  removed: boolean
  version: number
}
export type Setting = { [K in SettingKind]: SettingOf<K> }[SettingKind]

const row = <K extends SettingKind>(kind: K) =>
  z.strictObject({
    id: z.string(),
    kind: z.literal(kind),
    data: SETTING_SCHEMAS[kind],
    removed: z.boolean(),
    version: z.int(),
  })

/** Any setting as it travels and as it is stored. */
export const settingSchema = z.discriminatedUnion('kind', [
  row('company'),
  row('status'),
  row('reason'),
  row('rootCause'),
  row('resolution'),
  row('scenario'),
  row('exchangeRate'),
  row('mapping'),
  row('caseKind'),
  row('department'),
  row('promiseRule'),
  row('planRule'),
  row('validationRule'),
  row('documentRule'),
  row('template'),
  row('messageTemplate'),
  row('scenarioRule'),
  row('assignmentRule'),
])

export type Status = SettingOf<'status'>
export type Reason = SettingOf<'reason'>
export type Choice = SettingOf<'rootCause'> | SettingOf<'resolution'>
export type Scenario = SettingOf<'scenario'>
export type ExchangeRate = SettingOf<'exchangeRate'>
export type SavedMapping = SettingOf<'mapping'>
export type CaseKind = SettingOf<'caseKind'>
export type Department = SettingOf<'department'>
export type PromiseRule = SettingData<'promiseRule'>
export type PlanRule = SettingData<'planRule'>
export type ValidationRule = SettingData<'validationRule'>
export type DocumentRule = SettingData<'documentRule'>
export type Template = SettingOf<'template'>
export type MessageTemplate = SettingOf<'messageTemplate'>
export type ScenarioRule = SettingOf<'scenarioRule'>
export type AssignmentRule = SettingData<'assignmentRule'>
