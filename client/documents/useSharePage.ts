import { ref } from 'vue'
import { isAllowedType } from '#shared/documents/allowed-types.ts'
import { extensionOf } from '#shared/documents/endings.ts'
import { cleanName } from '#shared/documents/clean-name.ts'
import { type Document, settledOf } from '#shared/documents/document.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useUndoToast } from '../ui/toasts.ts'
import { pageBytes } from './page-bytes.ts'
import { useDocuments } from './useDocuments.ts'

/** Long enough for a browser to take it. */
const KEPT_MS = 60_000

/** The file as it was sent, handed to another app where the device can, else kept. */
export function useSharePage() {
  const work = useDocuments()
  const { ports } = useWorkplace()
  const { t } = useWords()
  const { warning } = useUndoToast()
  const isSharing = ref(false)

  async function share(document: Document, at: number): Promise<void> {
    isSharing.value = true
    try {
      const page = await pageBytes(work, ports, document, at, 'original')
      if (page.type === 'here') await handOn(fileOf(document, at, page.blob))
      else warning(t(page.type === 'notHere' ? 'documents.viewer.offline' : 'documents.viewer.failed'))
    } catch (error) {
      // Who closes the sheet of the device without choosing an app has changed their mind.
      if (!(error instanceof DOMException && error.name === 'AbortError'))
        warning(t('documents.viewer.failed'))
    } finally {
      isSharing.value = false
    }
  }
  return { share, isSharing }
}

function fileOf(document: Document, at: number, blob: Blob): File {
  const page = document.pages[at]
  const mediaType = (page && settledOf(document, page.hash)?.mediaType) ?? page?.mediaType ?? ''
  const ending = isAllowedType(mediaType) ? `.${extensionOf(mediaType)}` : ''
  const plain = cleanName(document.name)
  const number = document.pages.length > 1 ? ` (${at + 1})` : ''
  const stem = ending !== '' && plain.toLowerCase().endsWith(ending) ? plain.slice(0, -ending.length) : plain
  return new File([blob], `${stem}${number}${ending}`, { type: mediaType })
}

export async function handOn(file: File): Promise<void> {
  if (typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] }))
    return navigator.share({ files: [file], title: file.name })
  // As bytes to be saved, whatever they are: never opened in the app's own name.
  const bytes = new Blob([file], { type: 'application/octet-stream' })
  const href = URL.createObjectURL(bytes)
  Object.assign(window.document.createElement('a'), { href, download: file.name }).click()
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS)
}
