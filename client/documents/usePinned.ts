import { ref } from 'vue'
import { type Document, isPageShown } from '#shared/documents/document.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useUndoToast } from '../ui/toasts.ts'
import { pageBytes, shownAs } from './page-bytes.ts'
import { useDocuments } from './useDocuments.ts'

/** Keeps all pages of a document on this device, for where there is no network. */
export function usePinned(document: () => Document) {
  const work = useDocuments()
  const { ports } = useWorkplace()
  const { t } = useWords()
  const { warning } = useUndoToast()
  const isPinned = ref(false)

  const copies = async () =>
    (await work.seen.sizes()).filter(({ documentId }) => documentId === document().id)

  async function look(): Promise<void> {
    isPinned.value = (await copies().catch(() => [])).some((copy) => copy.isPinned)
  }

  async function pin(): Promise<void> {
    const wanted = document()
    for (const [at, page] of wanted.pages.entries()) {
      if (!isPageShown(wanted, page.hash)) continue
      const forms =
        shownAs(wanted, page) === 'picture' ? (['thumbnail', 'display'] as const) : (['original'] as const)
      for (const form of forms)
        if ((await pageBytes(work, ports, wanted, at, form, true)).type !== 'here') {
          warning(t('documents.viewer.offline'))
          return look()
        }
    }
    await look()
  }

  async function unpin(): Promise<void> {
    await work.seen.forget((await copies()).map(({ key }) => key))
    await look()
  }

  return { isPinned, pin, unpin, look }
}
