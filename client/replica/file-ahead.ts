import { nextTick, watch } from 'vue'
import type { RouteLocationNormalized, Router } from 'vue-router'
import { type FileId, fileIdOf } from './file-id.ts'
import type { ReplicaView } from './replica-view.ts'
import type { Snapshot } from './snapshot.ts'
import { fileOfAction } from './useFile.ts'

/** A page whose file is not read by then begins with its skeleton. */
const AT_MOST_MS = 150

/** Reads the file a page is about before the page is shown: it comes whole, and is laid out once. */
export function readFileAhead(view: ReplicaView, router: Router): void {
  let release = () => {}
  router.beforeResolve(async (to) => {
    release()
    const fileId = fileOfRoute(to, view.snapshot.value)
    if (fileId === null) return
    release = view.watchFile(fileId)
    await isRead(fileId)
  })
  // By then the page watches it.
  router.afterEach(() => nextTick(() => release()))

  async function isRead(fileId: FileId): Promise<void> {
    let stop = () => {}
    await new Promise<void>((done) => {
      const timer = setTimeout(done, AT_MOST_MS)
      const stopWatching = watch(
        () => view.snapshot.value.files.has(fileId),
        (isThere) => isThere && done(),
        { immediate: true, flush: 'sync' },
      )
      stop = () => (clearTimeout(timer), stopWatching())
    })
    stop()
  }
}

function fileOfRoute({ params }: RouteLocationNormalized, snapshot: Snapshot): FileId | null {
  const { actionId, clientId } = params
  if (typeof actionId === 'string') return fileOfAction(snapshot, actionId)
  return typeof clientId === 'string' ? fileIdOf('client', clientId) : null
}
