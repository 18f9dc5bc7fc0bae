import { type Digest, type FileDigest, digestOf, fileDigestOf } from '#shared/clients/file-digest.ts'
import { withinHorizon } from '#shared/clients/horizon.ts'
import { type FileId, kindOfFile } from './file-id.ts'
import type { ReplicaStore } from './replica-store.ts'

/** So many files are read at once: between them the screen gets its turn. */
const FILES_AT_ONCE = 50

/** The digests of files as they are on disk; one that is not there is told as nothing, so that the server sends it. */
export async function digestsOf(
  store: ReplicaStore,
  fileIds: readonly FileId[],
  horizon: string,
): Promise<FileDigest[]> {
  const digests: FileDigest[] = []
  for (let at = 0; at < fileIds.length; at += FILES_AT_ONCE) {
    const some = fileIds.slice(at, at + FILES_AT_ONCE)
    const [files, histories] = await Promise.all([store.files(some), store.history(some)])
    for (const fileId of some) {
      const kind = kindOfFile(fileId)
      const id = fileId.slice(kind.length + 1)
      const file = files.get(fileId)?.file
      digests.push(
        file
          ? fileDigestOf(kind, id, withinHorizon(file, horizon), histories.get(fileId) ?? [], horizon)
          : { kind, id, rows: [0, 0], history: [0, 0] },
      )
    }
  }
  return digests
}

/** The digest of settings, people and preferences. */
export async function companyDigestOf(store: ReplicaStore): Promise<Digest> {
  const { settings, people, preferences } = await store.companyRows()
  return digestOf([...settings, ...people, ...(preferences ? [preferences] : [])])
}
