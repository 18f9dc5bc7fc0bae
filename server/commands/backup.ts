import { resolve } from 'node:path'
import { backUp } from '../db/embedded-backup.ts'
import { embeddedFolder, fileArgument } from '../embedded-folder.ts'
import { runMain } from '../run-main.ts'

/** `npm run backup -- FILE`: the embedded database in one file. */
await runMain(async () => {
  const file = resolve(fileArgument('backup'))
  await backUp(embeddedFolder(), file)
  process.stdout.write(`The database is kept in ${file}.\n`)
})
