import { computed } from 'vue'
import { useWorkplace } from '../session/workplace.ts'
import { useSyncStatus } from '../shell/sync-status.ts'

/** Where things stand: the connection, the age of the picture, what waits and what needs its author. */
export function useSyncState() {
  const { view, sync, wake } = useWorkplace()
  return {
    status: useSyncStatus(),
    /** False until the first page is here: there is nothing to show yet. */
    isReady: computed(() => view.snapshot.value.isReady),
    catchingUp: computed(() => view.snapshot.value.catchingUp),
    /** Why sync stands still until somebody acts: signed out at the server, or an update is needed. */
    stoppedBecause: computed(() => sync.value.stoppedBecause),
    /** Sends and fetches now. */
    syncNow: wake,
  }
}
