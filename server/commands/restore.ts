import { resolve } from 'node:path'
import { restore } from '../db/embedded-backup.ts'
import { embeddedFolder, fileArgument } from '../embedded-folder.ts'
import { runMain } from '../run-main.ts'

/** `npm run restore -- FILE`: a backup in the place of the embedded database. Phones send again what it lacks. */
await runMain(async () => {
  const file = resolve(fileArgument('restore'))
  const folder = embeddedFolder()
  const aside = await restore(folder, file, `${folder}.before-${Date.now()}`)
  if (aside) process.stdout.write(`The former database was put aside in ${aside}.\n`)
  process.stdout.write(
    `The database is the one of ${file}. Once the server runs, phones send again what they did in the last 14 days; ` +
      'imports since then have to be repeated.\n',
  )
})
