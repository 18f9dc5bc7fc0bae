import { onScopeDispose, watch } from 'vue'
import { useWorkplace } from '../session/workplace.ts'
import type { FileId } from './file-id.ts'

/** Keeps these files in the snapshot as long as they are named here. */
export function useWatchedFiles(fileIds: () => readonly FileId[]): void {
  const { view } = useWorkplace()
  const watched = new Map<FileId, () => void>()
  watch(
    () => fileIds().join(),
    () => {
      const wanted = new Set(fileIds())
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
}
