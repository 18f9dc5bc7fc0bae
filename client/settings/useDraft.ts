import { computed, nextTick, ref, shallowReactive, watch } from 'vue'
import { draftProblems } from '#shared/company/draft-problems.ts'
import type { SettingProblem } from '#shared/company/setting-problem.ts'
import type { Setting } from '#shared/company/settings.ts'
import { tidySetting } from '#shared/company/tidy-setting.ts'
import { isSame } from '#shared/journal/file-draft.ts'
import { useCompany } from '../replica/useCompany.ts'
import { bringIntoSight } from './bring-into-sight.ts'
import { useSettingProblems } from './useSettingProblems.ts'

/**
 * A setting while somebody changes it: what they typed, all that is wrong with it once they wanted to save it, and
 * whether somebody else has changed it meanwhile. `source` is the row as it is now.
 */
export function useDraft<S extends Setting>(source: () => S) {
  const { company } = useCompany()
  const { problemText } = useSettingProblems()
  const held = shallowReactive({ base: source(), draft: source() })
  const draft = computed<S>({ get: () => held.draft, set: (row) => (held.draft = row) })
  const isTried = ref(false)
  const isStale = ref(false)
  const isChanged = computed(() => !isSame(draft.value.data, held.base.data))

  function reset(row: S = source()) {
    held.base = held.draft = row
    isTried.value = isStale.value = false
  }
  watch(source, (row) => {
    if (isSame(row.data, held.base.data)) return
    if (!isChanged.value || isSame(row.data, draft.value.data)) reset(row)
    else isStale.value = true
  })

  const problems = computed<SettingProblem[]>(() =>
    isTried.value ? draftProblems(tidySetting(draft.value), company.value) : [],
  )
  /** What is wrong at a field of its data, in words: `at('graceDays')`, `at('stages.2.name.en')`. */
  const at = (field: string): string | null => problemText(problems.value, `data.setting.data.${field}`)
  /** Whether anything is wrong below a field. */
  const isWrong = (field: string) =>
    problems.value.some((problem) => problem.field.startsWith(`data.setting.data.${field}.`))
  /** What is wrong at none of the fields named. */
  const elsewhere = (fields: readonly string[]): string | null => {
    const left = problems.value.find(
      ({ field }) => !fields.some((known) => `${field}.`.startsWith(`data.setting.data.${known}.`)),
    )
    return left ? problemText([left], left.field) : null
  }

  /** The row to save, or null when something is wrong, which is then said at its field, and the first one focused. */
  function wanted(): S | null {
    isTried.value = true
    const [first] = problems.value
    if (!first) return tidySetting({ ...draft.value, version: source().version })
    void nextTick(() => bringIntoSight(document.querySelector('[aria-invalid="true"]')))
    return null
  }

  return { draft, isChanged, isStale, reset, at, isWrong, elsewhere, wanted }
}
