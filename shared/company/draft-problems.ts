import * as z from 'zod/mini'
import type { Company } from './company.ts'
import { type SettingProblem, at } from './setting-problem.ts'
import { ruleProblems } from './setting-problems.ts'
import { type Setting, settingSchema } from './settings.ts'

/** All that is wrong with a setting somebody fills in, what its schema says included: a screen says each at its field. */
export function draftProblems(setting: Setting, company: Company): SettingProblem[] {
  const read = z.safeParse(settingSchema, setting)
  return [...(read.success ? [] : read.error.issues.map(ofSchema)), ...ruleProblems(setting, company)]
}

function ofSchema(issue: z.core.$ZodIssue): SettingProblem {
  const field = issue.path.join('.')
  switch (issue.code) {
    case 'invalid_type':
      return at(field, issue.expected === 'int' || issue.expected === 'number' ? 'notWhole' : 'unfit')
    case 'too_small':
      return issue.origin === 'array' ? at(field, 'empty') : at(field, 'tooSmall', Number(issue.minimum))
    case 'too_big':
      return issue.origin === 'array' ? at(field, 'tooMany') : at(field, 'tooBig', Number(issue.maximum))
    default:
      return at(field, 'unfit')
  }
}
