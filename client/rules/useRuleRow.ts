import type { SettingOf } from '#shared/company/settings.ts'
import { ofKind } from '#shared/company/company.ts'
import { useRouter } from 'vue-router'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useSettingForm } from '../settings/useSettingForm.ts'
import type { RuleList } from './rule-lists.ts'

type RuleKind = 'status' | 'template' | 'scenario' | 'messageTemplate'

/** The form of one rule: the row that is kept, or one to be made. A new one takes its own address once it is kept. */
export function useRuleRow<K extends RuleKind>(kind: K, list: RuleList, fresh: SettingOf<K>) {
  const { company } = useCompany()
  const { inWords } = useNames()
  const router = useRouter()
  const kept = () => ofKind(company.value.settings.values(), kind).find(({ id }) => id === fresh.id)
  const isNew = () => kept() === undefined
  const form = useSettingForm<SettingOf<K>>(
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
