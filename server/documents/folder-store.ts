import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { type Store, StoreFull } from './store.ts'

/**
 * The store in a folder. Everything is written beside its place, made durable and then moved there, so that a key holds
 * all of its bytes or is not there; libraries for this write in place and leave durability to the system.
 */
export function folderStore(folder: string): Store {
  const placeOf = (key: string) => join(folder, key)

  async function putWith(key: string, write: (path: string) => Promise<void>): Promise<void> {
    const place = placeOf(key)
    if (await isThere(place)) return
    const beside = `${place}.${randomUUID()}.part`
    try {
      await mkdir(dirname(place), { recursive: true })
      await write(beside)
      await makeDurable(beside)
      await rename(beside, place)
      await makeDurable(dirname(place))
    } catch (error) {
      await rm(beside, { force: true })
      throw isFull(error) ? new StoreFull('The disk is full.', { cause: error }) : error
    }
  }

  return {
    put: (key, bytes) => putWith(key, (path) => writeFile(path, bytes, { flag: 'wx' })),
    putFile: (key, path) => putWith(key, (beside) => linkOrCopy(path, beside)),
    has: (key) => isThere(placeOf(key)),
    async read(key) {
      const found = await statOf(placeOf(key))
      return found && { bytes: found.size, stream: createReadStream(placeOf(key)) }
    },
    async asFile(key, use) {
      return (await isThere(placeOf(key))) ? use(placeOf(key)) : undefined
    },
    remove: (key) => rm(placeOf(key), { force: true }),
    async *list(companyId) {
      const inside = await readdir(placeOf(companyId), { recursive: true, withFileTypes: true }).catch(
        (error: unknown) => {
          if (codeOf(error) === 'ENOENT') return []
          throw error
        },
      )
      for (const entry of inside) {
        const path = join(entry.parentPath, entry.name)
        const found = entry.isFile() ? await statOf(path) : undefined
        if (found) yield { key: relative(folder, path), keptAt: found.mtimeMs }
      }
    },
  }
}

/** A second name for the same bytes costs nothing; on another disk they are copied. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (isFull(error)) throw error
    await copyFile(from, to)
  }
}

async function makeDurable(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isThere = async (path: string) => (await statOf(path)) !== undefined

async function statOf(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Whether a write failed since there is no room: the disk's, or what this user may take of it. */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '')
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
