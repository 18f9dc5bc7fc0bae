import { ref } from 'vue'
import type { Action } from '#shared/actions/action.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useUndoToast } from '../ui/toasts.ts'

/** The plan as a PDF of the server: handed to another app where the device can, else opened. */
export function useSharePlan() {
  const { t, language } = useWords()
  const { warning } = useUndoToast()
  const isSharing = ref(false)

  async function share(action: Pick<Action, 'id' | 'clientId'>, clientName: string): Promise<void> {
    const query = new URLSearchParams({
      clientId: action.clientId,
      actionId: action.id,
      language: language.value,
    })
    isSharing.value = true
    try {
      const answer = await fetch(`/api/papers/plan.pdf?${query.toString()}`)
      if (!answer.ok) {
        warning(t(answer.status === 404 ? 'plans.paper.notYet' : 'plans.paper.failed'))
        return
      }
      const title = t('plans.paper.title', { name: clientName })
      const name = `${title.replaceAll(/[^\p{L}\p{N} -]/gu, '')}.pdf`
      await hand(new File([await answer.blob()], name, { type: 'application/pdf' }), title)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
      warning(t('plans.paper.offline'))
    } finally {
      isSharing.value = false
    }
  }
  return { share, isSharing }
}

async function hand(file: File, title: string): Promise<void> {
  if (typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] }))
    return navigator.share({ files: [file], title })
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), {
    href: address,
    target: '_blank',
    rel: 'noopener',
    download: file.name,
  })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
