import { computed } from 'vue'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWatchedFiles } from '../replica/useWatchedFiles.ts'
import { useWorkplace } from '../session/workplace.ts'

/** Histories read for a list: what lies further down is not looked up. */
const FILES_AT_MOST = 150

/** The day something last happened in each case, by its history; cases whose history is not read are not there. */
export function useLastDone(rows: () => readonly SeenAgendaRow[]) {
  const { view } = useWorkplace()
  const { company } = useCompany()

  const fileIds = computed(() => [...new Set(rows().map(({ fileId }) => fileId))].slice(0, FILES_AT_MOST))
  useWatchedFiles(() => fileIds.value)

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
