import * as z from 'zod/mini'
import type { CalendarDay } from '../base/calendar-day.ts'
import { type Setting, type SettingKind, settingSchema } from '../company/settings.ts'
import { currentSetting } from '../company/older-settings.ts'
import type { Stage } from '../company/case-rules.ts'
import { type Words, wordIn } from '../company/words.ts'
import { isSame } from '../journal/file-draft.ts'
import type { HistoryRow } from '../journal/history.ts'
import { LANGUAGES } from '../people/preferences.ts'
import type { Asked } from '../validations/validation.ts'
import type { WordKey } from '../words/say.ts'
import { type ChangeLine, textOf } from './field-words.ts'
import { type Reader, personName, settingName } from './reader.ts'

/** Which setting was saved, and what became of it: added, removed, retired, or changed field by field. */
export function settingSavedWords(
  row: HistoryRow,
  reader: Reader,
): { headline: string; lines: ChangeLine[] } {
  const { t } = reader
  const { before, after, removed, isNew } = savedIn(row)
  if (removed)
    return { headline: t('settingHistory.told.removed', { what: goneWords(row, reader) }), lines: [] }
  if (!after) return { headline: t('history.told.settingSaved'), lines: [] }
  const told = isNew ? 'added' : turned(before, after)
  return {
    headline: t(`settingHistory.told.${told}`, {
      what: settingWords(after, { ...reader, day: (on) => reader.format.day(on, 'short', reader.today) }),
    }),
    lines: linesOf(isNew ? null : before, after, reader),
  }
}

/** The setting before and after, where this version can still read them. */
function savedIn({ changes, details }: HistoryRow) {
  const of = (field: string) =>
    changes.find((change) => change.table === 'settings' && change.field === field)
  const data = of('data')
  const removed = of('removed')
  const read = (value: unknown): Setting | null => {
    const row = { id: changes[0]?.id ?? '', kind: details.setting, data: value, removed: false, version: 0 }
    const parsed = z.safeParse(settingSchema, currentSetting(row))
    return parsed.success ? parsed.data : null
  }
  const before = read(data?.before)
  return {
    before,
    after: read(data?.after) ?? before,
    removed: removed?.after === true,
    isNew: removed?.before === true || before === null,
  }
}

function turned(before: Setting | null, after: Setting): 'retired' | 'inUseAgain' | 'changed' {
  const was = before && 'active' in before.data ? before.data.active : null
  const is = 'active' in after.data ? after.data.active : null
  return was === is || was === null ? 'changed' : is === false ? 'retired' : 'inUseAgain'
}

const FAMILY: Record<SettingKind, WordKey> = {
  company: 'settingHistory.family.company',
  status: 'settingHistory.family.status',
  reason: 'settingHistory.family.reason',
  rootCause: 'settingHistory.family.rootCause',
  resolution: 'settingHistory.family.resolution',
  scenario: 'settingHistory.family.scenario',
  exchangeRate: 'settingHistory.family.exchangeRate',
  mapping: 'settingHistory.family.mapping',
  caseKind: 'settingHistory.family.caseKind',
  department: 'settingHistory.family.department',
  promiseRule: 'history.rules.promiseRule',
  planRule: 'history.rules.planRule',
  validationRule: 'history.rules.validationRule',
  documentRule: 'history.rules.documentRule',
  template: 'settingHistory.family.template',
  messageTemplate: 'settingHistory.family.messageTemplate',
  scenarioRule: 'history.rules.scenarioRule',
  assignmentRule: 'history.rules.assignmentRule',
}

/** What was removed by the name it had. */
function goneWords({ details }: HistoryRow, { t }: Reader): string {
  const kind = isSettingKind(details.setting) ? details.setting : null
  const family = t(kind === null ? 'history.group.settings' : FAMILY[kind])
  const name = textOf(details.name)
  return name === null ? family : t('settingHistory.told.named', { family, name })
}

function isSettingKind(kind: unknown): kind is SettingKind {
  return typeof kind === 'string' && Object.hasOwn(FAMILY, kind)
}

/** A setting by its family and its name. */
export function settingWords(
  setting: Setting,
  { t, language, day }: Pick<Reader, 't' | 'language'> & { day: (day: CalendarDay) => string },
): string {
  const family = t(FAMILY[setting.kind])
  switch (setting.kind) {
    case 'company':
    case 'mapping':
      return t('settingHistory.told.named', { family, name: setting.data.name })
    case 'exchangeRate':
      return `${family} ${setting.data.from}, ${day(setting.data.day)}`
    case 'promiseRule':
    case 'planRule':
    case 'validationRule':
    case 'documentRule':
    case 'scenarioRule':
    case 'assignmentRule':
      return family
    default:
      return t('settingHistory.told.named', { family, name: wordIn(setting.data.name, language) })
  }
}

/** Plain fields, by the name they have in every setting; what is not here is told by the headline or by nobody. */
const PLAIN: ReadonlyMap<string, WordKey> = new Map<string, WordKey>([
  ['leaseDays', 'settingHistory.field.leaseDays'],
  ['peppol', 'settingHistory.field.peppol'],
  ['un4465', 'settingHistory.field.un4465'],
  ['french', 'settingHistory.field.french'],
  ['closesWhenSettled', 'settingHistory.field.closesWhenSettled'],
  ['position', 'settingHistory.field.position'],
  ['rate', 'settingHistory.field.rate'],
  ['graceDays', 'settingHistory.field.graceDays'],
  ['quickDays', 'settingHistory.field.quickDays'],
  ['brokenAfter', 'settingHistory.field.brokenAfter'],
  ['brokenThen', 'settingHistory.field.brokenThen'],
  ['seenCountsDays', 'settingHistory.field.seenCountsDays'],
  ['dueDays', 'settingHistory.field.dueDays'],
  ['remindDays', 'settingHistory.field.remindDays'],
  ['escalateAfter', 'settingHistory.field.escalateAfter'],
  ['defaultDays', 'settingHistory.field.defaultDays'],
  ['keepsOriginal', 'settingHistory.field.keepsOriginal'],
  ['wifiOnlyOverBytes', 'settingHistory.field.wifiOnlyOverBytes'],
  ['longSidePx', 'settingHistory.field.longSidePx'],
])

function linesOf(before: Setting | null, after: Setting, reader: Reader): ChangeLine[] {
  if (!before) return []
  const was = new Map<string, unknown>(Object.entries(before.data))
  const lines = nameLines(before, after, reader)
  for (const [field, value] of Object.entries(after.data)) {
    const label = PLAIN.get(field)
    if (label && !isSame(was.get(field), value))
      lines.push(lineOf(reader.t(label), plainWords(was.get(field), reader), plainWords(value, reader)))
  }
  if (before.kind === 'caseKind' && after.kind === 'caseKind')
    lines.push(...stageLines(before.data.stages, after.data.stages, reader))
  if (before.kind === 'validationRule' && after.kind === 'validationRule') {
    const levels = ({ data }: typeof after) => levelsWords(data.levels, reader)
    const others = ({ data }: typeof after) => askedWords(data.escalateTo, reader)
    lines.push(...changed(reader.t('settingHistory.field.levels'), levels(before), levels(after)))
    lines.push(...changed(reader.t('settingHistory.field.escalateTo'), others(before), others(after)))
  }
  return lines
}

function nameLines(before: Setting, after: Setting, { t }: Reader): ChangeLine[] {
  const was = namesOf(before)
  const is = namesOf(after)
  return LANGUAGES.flatMap((language) =>
    changed(
      t(`settingHistory.field.nameIn.${language}`),
      was[language] ?? t('history.value.none'),
      is[language] ?? t('history.value.none'),
    ),
  )
}

function namesOf({ data }: Setting): Words {
  return 'name' in data && typeof data.name === 'object' ? data.name : {}
}

/** Stages that came, and what changed of those that were there; that they stand in another order is one line. */
function stageLines(before: readonly Stage[], after: readonly Stage[], reader: Reader): ChangeLine[] {
  const { t, language } = reader
  const label = t('settingHistory.field.stage')
  const known = new Map(before.map((stage) => [stage.key, stage]))
  const lines = after.flatMap((stage): ChangeLine[] => {
    const was = known.get(stage.key)
    if (!was) return [{ label, subject: null, before: null, after: stageWords(stage, reader) }]
    return changed(label, stageWords(was, reader), stageWords(stage, reader))
  })
  const order = (stages: readonly Stage[], other: readonly Stage[]) =>
    stages.filter(({ key }) => other.some((one) => one.key === key)).map(({ key }) => key)
  if (!isSame(order(before, after), order(after, before))) {
    const names = after.map(({ name }) => wordIn(name, language)).join(', ')
    lines.push({ label: t('settingHistory.field.order'), subject: null, before: null, after: names })
  }
  return lines
}

function stageWords({ name, days, asksComment, active }: Stage, { t, language }: Reader): string {
  const all = LANGUAGES.filter((other) => other === language || name[other] !== undefined)
  return [
    [...new Set([wordIn(name, language), ...all.map((other) => wordIn(name, other))])].join(' / '),
    ...(days === null ? [] : [t('settingHistory.value.days', { n: days })]),
    ...(asksComment ? [t('settingHistory.value.asksComment')] : []),
    ...(active ? [] : [t('settingHistory.value.retired')]),
  ].join(', ')
}

function levelsWords(
  levels: readonly { upToMinor: number | null; asked: readonly Asked[] }[],
  reader: Reader,
): string {
  const { t, format, company } = reader
  return levels
    .map(({ upToMinor, asked }) => {
      const who = askedWords(asked, reader)
      return upToMinor === null
        ? t('settingHistory.value.anyAmount', { who })
        : t('settingHistory.value.upTo', { amount: format.amount(upToMinor, company.currency), who })
    })
    .join('; ')
}

function askedWords(asked: readonly Asked[], reader: Reader): string {
  if (asked.length === 0) return reader.t('history.value.none')
  return asked
    .map((one) => {
      switch (one.type) {
        case 'person':
          return personName(one.id, reader)
        case 'role':
          return reader.t(`settingHistory.role.${one.id}`)
        case 'department':
          return settingName(one.id, reader)
      }
    })
    .join(', ')
}

function plainWords(value: unknown, { t, format }: Reader): string {
  if (value === true) return t('settingHistory.value.yes')
  if (value === false) return t('settingHistory.value.no')
  if (typeof value === 'number') return format.number(value)
  if (value === 'scenario' || value === 'litigation') return t(`settingHistory.value.${value}`)
  return typeof value === 'string' && value !== '' ? value : t('history.value.none')
}

function changed(label: string, before: string, after: string): ChangeLine[] {
  return before === after ? [] : [lineOf(label, before, after)]
}

function lineOf(label: string, before: string, after: string): ChangeLine {
  return { label, subject: null, before, after }
}
