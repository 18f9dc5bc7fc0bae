import { useRouter } from 'vue-router'
import type { Setting } from '#shared/company/settings.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useSettingForm } from '../settings/useSettingForm.ts'
import type { RuleList, RuleRow } from './rule-lists.ts'

/** The form of one rule: the row that is kept, or one to be made. Once a new one is kept its list is shown again. */
export function useRuleRow<Row extends RuleRow>(list: RuleList, fresh: Row) {
  const { company } = useCompany()
  const { inWords } = useNames()
  const router = useRouter()
  const kept = () => {
    const row = company.value.settings.get(fresh.id)
    return isLike(row, fresh) ? row : undefined
  }
  const isNew = () => kept() === undefined
  const form = useSettingForm<Row>(
    () => kept() ?? fresh,
    ({ data }) => inWords(data.name),
  )

  async function save(): Promise<boolean> {
    const wasNew = isNew()
    const isKept = await form.save()
    if (isKept && wasNew) await router.replace({ name: 'settingsRules', params: { list } })
    return isKept
  }
  return { ...form, save, isNew }
}

function isLike<Row extends RuleRow>(row: Setting | undefined, fresh: Row): row is Row {
  return row?.kind === fresh.kind
}
