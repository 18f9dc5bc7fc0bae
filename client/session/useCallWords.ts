import { useWords } from '../shell/i18n/useWords.ts'
import type { Called } from './server.ts'

/** Why a call came to nothing, in words. */
export function useCallWords() {
  const { t } = useWords()
  return {
    callText(called: Exclude<Called<unknown>, { type: 'answer' }>): string {
      switch (called.type) {
        case 'offline':
          return t('people.offline')
        case 'serverDown':
          return t('session.signIn.serverDown')
        case 'problem':
          if (called.problem.code === 'too-many-attempts') return t('session.signIn.tooMany')
          if (called.problem.code === 'signed-out') return t('session.notice.signIn')
          return t('people.refused')
      }
    },
  }
}
