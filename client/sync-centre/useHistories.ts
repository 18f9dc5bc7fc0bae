import { computed, onScopeDispose, watch } from 'vue'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { FileId } from '../replica/file-id.ts'
import { useWorkplace } from '../session/workplace.ts'

/** The histories of some clients, as far as this device holds their files; kept up to date while the component lives. */
export function useHistories(clientIds: () => ReadonlySet<string>) {
  const { view } = useWorkplace()
  const watched = new Map<FileId, () => void>()
  const wanted = computed(() => {
    const ids = clientIds()
    const found = new Map<FileId, string>()
    for (const [fileId, { clientId }] of view.snapshot.value.cards)
      if (ids.has(clientId)) found.set(fileId, clientId)
    return found
  })
  watch(
    wanted,
    (files) => {
      for (const fileId of files.keys()) if (!watched.has(fileId)) watched.set(fileId, view.watchFile(fileId))
    },
    { immediate: true },
  )
  onScopeDispose(() => watched.forEach((release) => release()))

  return (clientId: string): HistoryRow[] =>
    [...wanted.value].flatMap(([fileId, of]) =>
      of === clientId ? (view.snapshot.value.files.get(fileId)?.history ?? []) : [],
    )
}
