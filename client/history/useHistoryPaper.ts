import { ref } from 'vue'
import type { Action } from '#shared/actions/action.ts'
import { sharePaper } from '../papers/share-paper.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useUndoToast } from '../ui/toasts.ts'

/** The history of a case as a PDF for a court file; the server makes it, so it needs a network. */
export function useHistoryPaper() {
  const { t, language } = useWords()
  const { notice, warning } = useUndoToast()
  const isMaking = ref(false)

  async function exportHistory({ id, clientId, name }: Action): Promise<void> {
    if (isMaking.value) return
    isMaking.value = true
    const query = new URLSearchParams({ clientId, actionId: id, language: language.value })
    const title = t('casework.paper.fileName', { name })
    const shared = await sharePaper(`/api/papers/history.pdf?${query.toString()}`, title)
    isMaking.value = false
    if (shared === 'done') notice(t('casework.paper.done'))
    else warning(t(`casework.paper.${shared}`))
  }
  return { exportHistory, isMaking }
}
