import { ref } from 'vue'
import type { Action } from '#shared/actions/action.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useUndoToast } from '../ui/toasts.ts'
import { sharePaper } from './share-paper.ts'

/** A paper of a case as PDF, such as its plan or its history; the server makes it, so it needs a network. */
export function usePaper(paper: 'plan' | 'history') {
  const { t, language } = useWords()
  const { notice, warning } = useUndoToast()
  const isMaking = ref(false)

  async function share({ id, clientId }: Pick<Action, 'id' | 'clientId'>, name: string): Promise<void> {
    if (isMaking.value) return
    isMaking.value = true
    const query = new URLSearchParams({ clientId, actionId: id, language: language.value })
    const title = t(`casework.paper.name.${paper}`, { name })
    const shared = await sharePaper(`/api/papers/${paper}.pdf?${query.toString()}`, title)
    isMaking.value = false
    if (shared === 'done') notice(t('casework.paper.done'))
    else warning(t(`casework.paper.${shared}`))
  }
  return { share, isMaking }
}
