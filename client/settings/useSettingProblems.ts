import type { SettingProblem } from '#shared/company/setting-problem.ts'
import { useNames } from '../items/useNames.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** What is wrong with a setting, in the words of the person. */
export function useSettingProblems() {
  const { t } = useWords()
  const { number } = useFormat()
  const { inWords } = useNames()

  /** The first thing wrong at a field; null when it is right. */
  function problemText(problems: readonly SettingProblem[], field: string): string | null {
    const problem = problems.find((one) => one.field === field)
    if (!problem) return null
    const { because, limit, usedBy } = problem
    return t(`settings.problem.${because}`, {
      n: limit ?? 0,
      limit: number(limit ?? 0),
      where: usedBy.map(inWords).join(', '),
    })
  }
  return { problemText }
}
