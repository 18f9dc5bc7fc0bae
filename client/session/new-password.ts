import type { Problem } from '#shared/protocol/problem.ts'
import type { Translate } from '../shell/i18n/useWords.ts'

/** What the server takes, checked here first so that nobody waits for it. */
export const PASSWORD_MIN = 10
const PASSWORD_MAX = 128

/** What is wrong with a new password; null when nothing is. */
export function newPasswordError(password: string, t: Translate): string | null {
  if (password.length < PASSWORD_MIN) return t('session.password.tooShort', { n: PASSWORD_MIN })
  if (password.length > PASSWORD_MAX) return t('session.password.tooLong', { n: PASSWORD_MAX })
  return null
}

export function namesField(problem: Problem, field: string): boolean {
  return problem.errors?.some((error) => error.field === field) ?? false
}
