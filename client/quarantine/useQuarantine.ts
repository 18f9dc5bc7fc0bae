import { computed, ref, watch } from 'vue'
import { groupBy } from '#shared/base/group-by.ts'
import {
  DECIDED_AT_ONCE,
  type Quarantined,
  type QuarantineList,
  quarantineListSchema,
} from '#shared/protocol/quarantine.ts'
import { type Called, useServer } from '../session/server.ts'
import { useCallWords } from '../session/useCallWords.ts'
import { useWorkplace } from '../session/workplace.ts'

/** What one device of one person has handed over, in the order of the taps. */
export type HandedOver = { key: string; first: Quarantined; entries: Quarantined[] }

/** What waits in quarantine and what was decided, as the server has it now; deciding needs it, too. */
export function useQuarantine() {
  const server = useServer()
  const { callText } = useCallWords()
  const { told, wake } = useWorkplace()
  const list = ref<QuarantineList | null>(null)
  const failure = ref<string | null>(null)

  async function load(): Promise<void> {
    const called = await server.get('/api/quarantine', quarantineListSchema)
    failure.value = called.type === 'answer' ? null : callText(called)
    if (called.type === 'answer') list.value = called.data
  }
  // Another device has handed something over, or another administrator decided.
  watch(() => told.value.quarantined, load, { immediate: true })

  async function decide(what: 'adopt' | 'discard', entryIds: readonly string[], more: object = {}) {
    for (let at = 0; at < entryIds.length; at += DECIDED_AT_ONCE) {
      const some = entryIds.slice(at, at + DECIDED_AT_ONCE)
      const called: Called<null> = await server.post(`/api/quarantine/${what}`, { entryIds: some, ...more })
      if (called.type !== 'answer') return callText(called)
    }
    await load()
    wake()
    return null
  }

  return {
    list,
    failure,
    load,
    groups: computed<HandedOver[]>(() =>
      [...groupBy(list.value?.waiting ?? [], ({ personId, device }) => `${personId}/${device}`)].flatMap(
        ([key, entries]) => (entries[0] ? [{ key, first: entries[0], entries }] : []),
      ),
    ),
    /** Null when it was done, else why not, in words. */
    adopt: (entryIds: readonly string[]) => decide('adopt', entryIds),
    discard: (entryIds: readonly string[], reason: string) => decide('discard', entryIds, { reason }),
  }
}
