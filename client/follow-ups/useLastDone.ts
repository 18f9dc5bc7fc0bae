import { computed, onScopeDispose, watch } from 'vue'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { FileId } from '../replica/file-id.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWorkplace } from '../session/workplace.ts'

/** Histories read for a list: what lies further down is not looked up. */
const FILES_AT_MOST = 150

/** The day something last happened in each case, by its history; cases whose history is not read are not there. */
export function useLastDone(rows: () => readonly SeenAgendaRow[]) {
  const { view } = useWorkplace()
  const { company } = useCompany()
  const watched = new Map<FileId, () => void>()

  const fileIds = computed(() => [...new Set(rows().map(({ fileId }) => fileId))].slice(0, FILES_AT_MOST))
  watch(
    () => fileIds.value.join(),
    () => {
      const wanted = new Set(fileIds.value)
      for (const [fileId, release] of watched)
        if (!wanted.has(fileId)) {
          release()
          watched.delete(fileId)
        }
      for (const fileId of wanted) if (!watched.has(fileId)) watched.set(fileId, view.watchFile(fileId))
    },
    { immediate: true },
  )
  onScopeDispose(() => watched.forEach((release) => release()))

  return computed<ReadonlyMap<string, CalendarDay>>(() => {
    const { files } = view.snapshot.value
    const { timeZone } = company.value
    const last = new Map<string, number>()
    for (const fileId of fileIds.value)
      for (const { actionId, at } of files.get(fileId)?.history ?? [])
        if (actionId !== null) last.set(actionId, Math.max(at, last.get(actionId) ?? 0))
    return new Map([...last].map(([actionId, at]) => [actionId, dayIn(timeZone, at)]))
  })
}
