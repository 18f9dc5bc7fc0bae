import { computed } from 'vue'
import { isUnsettled, needsAuthor } from '../outbox/record.ts'
import { parkedForMe } from '../parked/for-me.ts'
import { steady } from '../ui/steady.ts'
import { useWorkplace } from '../session/workplace.ts'
import type { SyncStatus } from '../shell/sync-status.ts'

/** Where things stand: the connection, the age of the picture, what waits and what needs its author. */
export function useSyncState() {
  const { view, sync, storage, pages, wake } = useWorkplace()
  const status = steady<SyncStatus>(() => {
    const { asOfMs, outbox } = view.snapshot.value
    return {
      state: sync.value.state,
      asOfMs,
      pending: outbox.filter(isUnsettled).length + pages.value.toSend,
      needsYou:
        outbox.filter(needsAuthor).length + parkedForMe(view.snapshot.value).length + pages.value.needYou,
      storage: storage.value,
    }
  })
  return {
    status,
    /** False until the first page is here: there is nothing to show yet. */
    isReady: computed(() => view.snapshot.value.isReady),
    catchingUp: computed(() => view.snapshot.value.catchingUp),
    /** Why sync stands still until somebody acts: signed out at the server, or an update is needed. */
    stoppedBecause: computed(() => sync.value.stoppedBecause),
    /** Sends and fetches now. */
    syncNow: wake,
  }
}
