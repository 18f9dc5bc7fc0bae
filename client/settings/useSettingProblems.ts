import type { SettingProblem } from '#shared/company/setting-problem.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** What is wrong with a setting, in the words of the person. */
export function useSettingProblems() {
  const { t } = useWords()
  const { number } = useFormat()

  /** The first thing wrong at a field; null when it is right. */
  function problemText(problems: readonly SettingProblem[], field: string): string | null {
    const problem = problems.find((one) => one.field === field)
    return problem ? t(`settings.problem.${problem.because}`, { limit: number(problem.limit ?? 0) }) : null
  }
  return { problemText }
}
