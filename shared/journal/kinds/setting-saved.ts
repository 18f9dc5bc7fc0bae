import * as z from 'zod/mini'
import type { Company } from '../../company/company.ts'
import { settingProblem } from '../../company/setting-problems.ts'
import { type Setting, settingSchema } from '../../company/settings.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { fieldChanges, isSame } from '../file-draft.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'

/** An administered row of the company is added, changed or retired. */
export const settingSaved = entryKind({
  name: 'setting.saved',
  v: 1,
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
    const anchor = missingAnchor(setting, company) ?? settingProblem(setting, company)
    if (anchor) return refuseField(anchor.field, anchor.detail)
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
        details: { setting: setting.kind },
        changes: fieldChanges(change, known),
      },
    }
  },
})

/** Rows the rules rest on: there is one company card, and a way to say *not yet known* and *dispute resolved*. */
function missingAnchor(setting: Setting, company: Company): { field: string; detail: string } | null {
  const isGone = setting.removed || ('active' in setting.data && !setting.data.active)
  if (setting.kind === 'company' && (setting.removed || setting.id !== 'company'))
    return { field: 'data.setting.id', detail: 'a company has one card' }
  if (isGone && setting.id === company.reasonNotKnownId)
    return { field: 'data.setting', detail: 'a dispute without a known reason needs this one' }
  if (isGone && setting.id === company.disputeResolvedId)
    return { field: 'data.setting', detail: 'a dispute that ends needs this status' }
  return null
}
