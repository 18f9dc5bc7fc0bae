import * as z from 'zod/mini'
import type { SettingProblem } from '../../company/setting-problem.ts'
import { settingProblem } from '../../company/setting-problems.ts'
import { type Setting, settingSchema } from '../../company/settings.ts'
import { wordIn } from '../../company/words.ts'
import { LANGUAGES } from '../../people/preferences.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { fieldChanges, isSame } from '../file-draft.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'

/** An administered row of the company is added, changed or retired. */
export const settingSaved = entryKind({
  name: 'setting.saved',
  v: 2,
  subject: 'company',
  data: z.strictObject({ setting: settingSchema }),
  may: RUNS_THE_COMPANY,

  decide(entry, _state, { company }) {
    const { setting } = entry.data
    const known = company.settings.get(setting.id)
    if (known && known.kind !== setting.kind) return refuse({ type: 'idTaken' })
    // The figures of every client rest on the categories of statuses, and are kept by what entries change in a file.
    if (setting.kind === 'status' && setting.removed)
      return refuseField('data.setting.removed', 'a status is retired, never removed')
    if (
      known?.kind === 'status' &&
      setting.kind === 'status' &&
      known.data.category !== setting.data.category
    )
      return refuseField('data.setting.data.category', 'a status keeps its category')
    if (setting.kind === 'company' && (setting.removed || setting.id !== 'company'))
      return refuseField('data.setting.id', 'a company has one card')
    const problem = settingProblem(setting, company)
    if (problem) return refuseField(problem.field, inDetail(problem))
    if (known && isSame({ ...known, version: 0 }, { ...setting, version: 0 })) return noop('alreadySo')
    const change = { table: 'settings' as const, row: setting }
    return {
      type: 'applied',
      rows: [change],
      caused: [],
      superseded: [],
      leftOut: [],
      story: {
        actionId: null,
        itemIds: [],
        text: null,
        // Of what is gone nothing is left to name it by.
        details: { setting: setting.kind, ...(setting.removed && { name: plainName(setting) }) },
        changes: fieldChanges(change, known),
      },
    }
  },
})

/** What is wrong, and what rests on it. */
function inDetail({ because, usedBy }: SettingProblem): string {
  const where = usedBy.map((name) => wordIn(name, LANGUAGES[0])).join(', ')
  return where === '' ? because : `${because}: ${where}`
}

function plainName(setting: Setting): string {
  if (setting.kind === 'exchangeRate') return `${setting.data.from} ${setting.data.day}`
  if (!('name' in setting.data)) return setting.id
  const { name } = setting.data
  return typeof name === 'string' ? name : wordIn(name, LANGUAGES[0])
}
