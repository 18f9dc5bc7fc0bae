import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { StartFailure } from '../start-failure.ts'
import { finishRestore, readyBeside } from './begun-restore.ts'
import { lockFolder } from './folder-lock.ts'
import { openPglite } from './open-pglite.ts'

/** Writes the embedded database into one file, whole or not at all. Nobody else may hold the folder meanwhile. */
export async function backUp(folder: string, file: string): Promise<void> {
  const lock = lockFolder(folder)
  try {
    finishRestore(folder)
    if (!existsSync(folder)) throw new StartFailure(`There is no database in ${folder} to back up.`)
    await writeWhole(file, await promisify(gzip)(await dumped(folder)))
  } finally {
    lock.release()
  }
}

async function dumped(folder: string): Promise<ArrayBuffer> {
  const database = await PGlite.create({ dataDir: folder })
  try {
    return await (await database.dumpDataDir('none')).arrayBuffer()
  } finally {
    await database.close()
  }
}

/**
 * Puts a backup in the place of the embedded database and returns where the former one was put aside. The backup is
 * unpacked, opened and brought up to date beside it first, so that a file that is no good changes nothing. Killed at any
 * moment it leaves a database: the former one, or the restored one once somebody opens it.
 */
export async function restore(folder: string, file: string, movedTo: string): Promise<string | null> {
  const backup = await readFile(file).catch((cause: unknown) => {
    throw new StartFailure(`The backup ${file} cannot be read.`, { cause })
  })
  const lock = lockFolder(folder)
  const beside = `${folder}.restoring`
  const ready = readyBeside(folder)
  try {
    finishRestore(folder)
    for (const left of [beside, ready]) await rm(left, { recursive: true, force: true })
    await unpack(backup, beside, file)
    await rename(beside, ready)
    const had = existsSync(folder)
    if (had) await rename(folder, movedTo)
    await rename(ready, folder)
    return had ? movedTo : null
  } finally {
    await rm(beside, { recursive: true, force: true })
    await rm(`${beside}.lock`, { force: true })
    await rm(`${beside}.holder`, { force: true })
    lock.release()
  }
}

/** Unzipped here: PGlite leaves the failure of a file that ends early to nobody. */
async function unpack(backup: Buffer, folder: string, file: string): Promise<void> {
  try {
    const files = new Uint8Array(await promisify(gunzip)(backup))
    const unpacked = await PGlite.create({ dataDir: folder, loadDataDir: new Blob([files]) })
    await unpacked.close()
    const migrated = await openPglite(folder)
    await migrated.close()
  } catch (cause) {
    throw new StartFailure(`${file} is not a backup of this product; nothing was changed.`, { cause })
  }
}

/** A write that breaks off leaves the former backup as it was. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(part, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(part, file)
}
