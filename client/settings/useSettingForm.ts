import { computed, ref } from 'vue'
import type { Setting } from '#shared/company/settings.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useDraft } from './useDraft.ts'
import { usePendingSettings, useSavedSettings } from './useSavedSettings.ts'

/** A form of one setting: its draft, and what its frame shows. `name` is what the toast calls it. */
export function useSettingForm<S extends Setting>(source: () => S, name: (row: S) => string) {
  const { t } = useWords()
  const { draft, isChanged, isStale, reset, at, isWrong, elsewhere, wanted } = useDraft(source)
  const { save: keep } = useSavedSettings()
  const pending = usePendingSettings()
  const isBusy = ref(false)

  function set(fields: Partial<S['data']>) {
    draft.value = { ...draft.value, data: { ...draft.value.data, ...fields } }
  }

  /** True when it was kept. */
  async function save(): Promise<boolean> {
    const row = wanted()
    if (!row || isBusy.value) return false
    isBusy.value = true
    const isKept = await keep([row], t('settings.saved', { name: name(row) }))
    if (isKept) reset(row)
    isBusy.value = false
    return isKept
  }

  const frame = computed(() => ({
    isChanged: isChanged.value,
    isStale: isStale.value,
    isBusy: isBusy.value,
    pending: pending.value.has(draft.value.id),
  }))
  return { draft, at, isWrong, elsewhere, set, save, reset: () => reset(), frame }
}
