import { type MaybeRefOrGetter, computed, onScopeDispose, toValue, watch } from 'vue'
import { useWorkplace } from '../session/workplace.ts'
import { type FileId, fileIdOf } from './file-id.ts'
import { partOf } from './part.ts'
import type { Snapshot } from './snapshot.ts'

/** A client or case file as one sees it, kept up to date while the component lives. */
export function useFile(fileId: MaybeRefOrGetter<FileId | null>) {
  const { view } = useWorkplace()
  let release = () => {}
  watch(
    () => toValue(fileId),
    (id) => {
      release()
      release = id === null ? () => {} : view.watchFile(id)
    },
    { immediate: true },
  )
  onScopeDispose(() => release())

  const seen = computed(() => {
    const id = toValue(fileId)
    return id === null ? null : view.snapshot.value.files.get(id)
  })
  return {
    fileId: computed(() => toValue(fileId)),
    file: computed(() => seen.value?.file ?? null),
    holds: computed(() => seen.value?.holds ?? null),
    /** Figures of the file, per currency and converted; provisional while entries wait. */
    card: computed(() => seen.value?.card ?? null),
    history: computed(() => seen.value?.history ?? []),
    pendingEntryIds: computed(() => seen.value?.pendingEntryIds ?? []),
    /** Ids of the rows (items, actions, contacts, the client) that waiting entries changed. */
    pendingRowIds: computed(() => seen.value?.pendingRowIds ?? NONE),
    /** Waiting entries this device cannot decide by itself. */
    checkedWhenSentIds: computed(() => seen.value?.checkedWhenSentIds ?? []),
    version: computed(() => seen.value?.version ?? null),
    isLoading: computed(() => seen.value === undefined),
    /** The device does not hold this file: it is not this person's, or has left. */
    notHeld: computed(() => seen.value === null),
  }
}

const NONE: ReadonlySet<string> = new Set()

/** The file an action is to be read in: its client's, or its own case file. Null while no file knows the action. */
export function useFileOfAction(actionId: MaybeRefOrGetter<string>) {
  const { view } = useWorkplace()
  const agenda = partOf(view, 'agenda')
  const fileId = computed(() => fileOfAction({ agenda: agenda.value }, toValue(actionId)))
  return useFile(fileId)
}

/** The files of a client: its client file, or the cases of it one holds. */
export function useFileOfClient(clientId: MaybeRefOrGetter<string>) {
  return useFile(() => fileIdOf('client', toValue(clientId)))
}

export function fileOfAction({ agenda }: Pick<Snapshot, 'agenda'>, actionId: string): FileId {
  let found: FileId | null = null
  for (const [fileId, rows] of agenda)
    if (rows.some(({ id }) => id === actionId) && (found === null || fileId.startsWith('client:')))
      found = fileId
  return found ?? fileIdOf('case', actionId)
}
