import { databasePlace, readSettings } from '../env.ts'
import { runImportCommand } from '../imports/import-command.ts'
import { runMain } from '../run-main.ts'

/** Imports a file of open items; see the README. */
await runMain(async () => {
  process.exitCode = await runImportCommand(
    process.argv.slice(2),
    databasePlace(readSettings(process.env)),
    (line) => process.stdout.write(`${line}\n`),
  )
})
