import { ref, shallowRef } from 'vue'
import type { HistoryRow } from '#shared/journal/history.ts'
import { companyHistorySchema } from '#shared/protocol/company-history.ts'
import { useServer } from '../session/server.ts'
import { useCallWords } from '../session/useCallWords.ts'

/** What was done to the company itself, as the server tells it: the newest first, and earlier pages when asked for. */
export function useCompanyHistory() {
  const server = useServer()
  const { callText } = useCallWords()
  const rows = shallowRef<readonly HistoryRow[] | null>(null)
  const hasMore = ref(false)
  const failure = ref<string | null>(null)
  const isBusy = ref(false)

  async function load(): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    const oldest = rows.value?.at(-1)?.number ?? null
    const query = oldest === null ? '' : `?before=${oldest}`
    const called = await server.get(`/api/company/history${query}`, companyHistorySchema)
    isBusy.value = false
    failure.value = called.type === 'answer' ? null : callText(called)
    if (called.type !== 'answer') return
    rows.value = [...(rows.value ?? []), ...called.data.rows]
    hasMore.value = called.data.more
  }
  void load()
  return { rows, hasMore, failure, isBusy, load }
}
