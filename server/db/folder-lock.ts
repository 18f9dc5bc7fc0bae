import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartFailure } from '../start-failure.ts'

export type FolderLock = { release(): void }

/**
 * Keeps every other process out of a folder. PGlite has no lock of its own, and two processes in one folder destroy it.
 * The lock is the file lock that SQLite takes for an exclusive transaction: the system drops it when the process
 * dies, however it dies, so nothing stale is left and nobody has to guess whether a process still lives.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(dirname(folder), { recursive: true })
  const holderFile = `${folder}.holder`
  const lock = new DatabaseSync(`${folder}.lock`)
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (cause) {
    lock.close()
    throw new StartFailure(`The folder ${folder} is in use by ${readHolder(holderFile)}: stop it first.`, {
      cause,
    })
  }
  writeFileSync(holderFile, `process ${process.pid}\n`)
  return {
    release() {
      lock.close()
    },
  }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return 'another process'
  }
}
