import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { type Document, settledOf } from '#shared/documents/document.ts'
import type { PageForm } from '#shared/protocol/documents.ts'
import { useWorkplace } from '../session/workplace.ts'
import { type PageBytes, pageBytes } from './page-bytes.ts'
import { useDocuments } from './useDocuments.ts'

/** The bytes of a page while a component shows it; asked again when the server has settled it, or the device wakes. */
export function usePage(document: () => Document, at: () => number, form: () => PageForm | null) {
  const work = useDocuments()
  const { ports } = useWorkplace()
  const page = shallowRef<PageBytes | null>(null)
  const url = ref<string | null>(null)
  let asked = 0

  function show(next: PageBytes | null): void {
    if (url.value !== null) URL.revokeObjectURL(url.value)
    url.value = next?.type === 'here' ? URL.createObjectURL(next.blob) : null
    page.value = next
  }

  async function load(): Promise<void> {
    const mine = ++asked
    const wanted = form()
    const before = work.held.value
    const next = wanted && (await pageBytes(work, ports, document(), at(), wanted))
    if (mine !== asked) return
    show(next)
    if (next?.type === 'onItsWay' && work.held.value !== before) await load()
  }

  const hash = () => document().pages[at()]?.hash ?? ''
  watch(
    () => [document().id, hash(), form(), settledOf(document(), hash())?.state] as const,
    (now, before) => {
      // What is shown stays while the server's word on it comes.
      if (before && now.slice(0, 3).join() !== before.slice(0, 3).join()) show(null)
      if (page.value?.type !== 'here') load().catch(ports.report)
    },
    { immediate: true },
  )
  // A document that was just added is shown before this tab has heard that its pages are here.
  watch(work.held, () => {
    if (page.value?.type === 'onItsWay') load().catch(ports.report)
  })
  const stopWakes = ports.onWake(() => {
    if (page.value?.type === 'notHere') load().catch(ports.report)
  })
  onScopeDispose(() => {
    asked++
    stopWakes()
    show(null)
  })
  return { page, url, reload: load }
}
