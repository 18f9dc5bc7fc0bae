import { existsSync, renameSync } from 'node:fs'

/**
 * A restore moves the former database aside and the new one, which is complete and opened once, into its place. A process
 * killed between the two moves leaves no database where one was: whoever holds the folder next makes the second move.
 */
export function finishRestore(folder: string): void {
  if (!existsSync(folder) && existsSync(readyBeside(folder))) renameSync(readyBeside(folder), folder)
}

/** Where a restored database waits that needs nothing but its name. */
export function readyBeside(folder: string): string {
  return `${folder}.restored`
}
