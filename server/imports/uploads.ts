import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Id } from '#shared/base/ids.ts'
import type { ImportProgress } from '#shared/protocol/imports.ts'

/** A file somebody sent, kept until it is imported, taken back or a day old. */
export type Upload = {
  id: Id
  companyId: Id
  personId: string
  fileName: string
  path: string
  at: number
  progress: ImportProgress
}

const KEPT_MS = 24 * 60 * 60 * 1000

/** The uploaded files of this process, in a folder that is emptied when it starts. */
export function createUploads(folder: string, now: () => number) {
  const uploads = new Map<Id, Upload>()
  rmSync(folder, { recursive: true, force: true })

  function remove({ id, path }: Upload): void {
    uploads.delete(id)
    rmSync(path, { force: true })
  }

  return {
    /** Writes a body to disk as it comes in. */
    async keep(
      { id, companyId, personId, fileName }: Pick<Upload, 'id' | 'companyId' | 'personId' | 'fileName'>,
      body: AsyncIterable<Uint8Array>,
    ): Promise<Upload> {
      for (const upload of uploads.values())
        if (now() - upload.at > KEPT_MS && upload.progress.state !== 'running') remove(upload)
      mkdirSync(folder, { recursive: true })
      const path = join(folder, id)
      const upload: Upload = {
        id,
        companyId,
        personId,
        fileName,
        path,
        at: now(),
        progress: { state: 'uploaded' },
      }
      try {
        await pipeline(Readable.from(body), createWriteStream(path, { mode: 0o600 }))
      } catch (error) {
        rmSync(path, { force: true })
        throw error
      }
      uploads.set(id, upload)
      return upload
    },
    find(companyId: Id, id: string): Upload | undefined {
      const upload = uploads.get(id)
      return upload?.companyId === companyId ? upload : undefined
    },
    remove,
  }
}
