import type { Words } from './words.ts'

/** Why a setting cannot be saved; screens have words for each. */
export const SETTING_PROBLEMS = [
  'unfit',
  'notWhole',
  'tooSmall',
  'tooBig',
  'empty',
  'tooMany',
  /** None in English, or a blank one in another language. */
  'noName',
  'stageTwice',
  /** A stage is retired, never removed. */
  'stageGone',
  'kindRemoved',
  'kindId',
  /** A department somebody is in, or that validations ask, is retired, not removed. */
  'peopleInIt',
  'askedInRules',
  'ruleRemoved',
  'ruleId',
  'lastHasNoLimit',
  'notAscending',
  'nobodyThere',
  /** A dispute without a known reason needs this one. */
  'reasonNotKnown',
  /** A dispute that ends needs this status. */
  'disputeResolved',
  /** What is used stays: `usedBy` says where. */
  'inUse',
  'rulesLeadToIt',
  'retiredOnly',
  'templateUnknown',
  'templateMissing',
  /** A status that ends a dispute, or puts items back, opens no case again. */
  'statusCycle',
  'kindMissing',
  'kindOfOther',
  'ownerMissing',
  'resolverMissing',
  'personGone',
  'stageUnknown',
  'stageOrder',
  'variableUnknown',
  /** Steps come one after another. */
  'beforePredecessor',
  'stepTwice',
  'firstAfterStep',
  /** A step that is due again before the day it was done. */
  'stepLoop',
  'messageMissing',
  'messageUnknown',
  'noWeekday',
  'hoursReversed',
  'scenarioUnknown',
  'defaultNeeded',
  'matchesNobody',
  'tiesWith',
  'fromOverTo',
  /** Fields of the company's own, by the names they cannot have. */
  'fieldNameless',
  'fieldReserved',
  'fieldTwice',
  'ownCurrency',
  'noRate',
] as const
export type SettingProblemName = (typeof SETTING_PROBLEMS)[number]

/** What is wrong with a setting, at the field that can mend it. */
export type SettingProblem = {
  field: string
  because: SettingProblemName
  /** The number that is the least or the most there is. */
  limit: number | null
  /** What rests on it, by name. */
  usedBy: readonly Words[]
}

/** English is what is shown where a language has no name. */
export function nameProblems(field: string, name: Words): SettingProblem[] {
  return Object.entries({ en: '', ...name }).flatMap(([language, text]) =>
    text.trim() === '' ? [at(`${field}.${language}`, 'noName')] : [],
  )
}

/** A problem at a field of a setting. */
export function at(
  field: string,
  because: SettingProblemName,
  limit: number | null = null,
  usedBy: readonly Words[] = [],
): SettingProblem {
  return { field: `data.setting.${field}`, because, limit, usedBy }
}

/** That something cannot go, for others rest on it; none when nothing does. */
export function usedProblems(
  { removed, data }: { removed: boolean; data: { active: boolean } },
  usedBy: readonly { data: { name: Words } }[],
): SettingProblem[] {
  if ((!removed && data.active) || usedBy.length === 0) return []
  return [
    at(
      removed ? 'removed' : 'data.active',
      'inUse',
      null,
      usedBy.map((one) => one.data.name),
    ),
  ]
}
