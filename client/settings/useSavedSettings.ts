import { computed } from 'vue'
import { putBack, standingRow } from '#shared/company/put-back.ts'
import type { Setting } from '#shared/company/settings.ts'
import { isSame } from '#shared/journal/file-draft.ts'
import { useTelling } from '../items/useTelling.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useOutbox } from '../outbox/useOutbox.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useRefusalWords } from '../sync-centre/refusal-words.ts'
import { useUndoToast } from '../ui/toasts.ts'

/** Settings saved in one gesture, said in a toast and taken back from there. */
export function useSavedSettings() {
  const { t } = useWords()
  const { company } = useCompany()
  const { make, makeBatch, undo } = useEntries()
  const { tell } = useTelling()
  const { madeText } = useRefusalWords()
  const { warning } = useUndoToast()

  function keep(settings: readonly Setting[]) {
    const wishes = settings.map((setting) => ({ subject: { type: 'company' } as const, data: { setting } }))
    const [only] = wishes
    return only && wishes.length === 1
      ? make('setting.saved', only.subject, only.data).then((made) => [made])
      : makeBatch('setting.saved', wishes)
  }

  /** True when kept. */
  async function save(settings: readonly Setting[], words: string): Promise<boolean> {
    const earlier = settings.map((setting) => standingRow(setting, company.value))
    const made = await keep(settings)
    const takeBack = async (entryIds: readonly string[]) => {
      // What has not left is withdrawn; no rule undoes the rest, so that it is saved as it was.
      const refused = await undo(entryIds)
      if (refused.length === 0) return
      const left = settings.flatMap((setting, at) =>
        isStill(setting) ? [putBack(setting, earlier[at] ?? null)] : [],
      )
      if (left.length === 0) return void warning(t('settings.changedSince'))
      for (const one of await keep(left)) {
        const why = madeText(one)
        if (why !== null && one.type !== 'noop') warning(why)
      }
    }
    return tell(made, () => words, takeBack)
  }

  function isStill(setting: Setting): boolean {
    const now = company.value.settings.get(setting.id)
    return now ? isSame({ ...now, version: 0 }, { ...setting, version: 0 }) : setting.removed
  }

  return { save }
}

/** The settings with something of one's own that has not left this device. */
export function usePendingSettings() {
  const { waiting } = useOutbox()
  return computed(
    () => new Set(waiting.value.flatMap(({ entry: { kind, data } }) => settingIdOf(kind, data))),
  )
}

function settingIdOf(kind: string, data: unknown): string[] {
  if (kind !== 'setting.saved' || typeof data !== 'object' || data === null || !('setting' in data)) return []
  const { setting } = data
  return typeof setting === 'object' && setting !== null && 'id' in setting && typeof setting.id === 'string'
    ? [setting.id]
    : []
}
