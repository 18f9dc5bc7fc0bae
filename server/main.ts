import { fileURLToPath } from 'node:url'
import { firstRunState } from './company/first-run.ts'
import { readSettings } from './env.ts'
import { isBuilt } from './http/client-files.ts'
import { runMain, stopOnSignal } from './run-main.ts'
import { StartFailure } from './start-failure.ts'
import { startServer } from './start-server.ts'

const clientFolder = fileURLToPath(new URL('../dist/client', import.meta.url))

await runMain(async () => {
  const settings = readSettings(process.env)
  if (!isBuilt(clientFolder)) throw new StartFailure('The app is not built: run "npm run build" first.')
  const server = await startServer({ settings, clientFolder })
  stopOnSignal(() => server.stop())
  if ((await firstRunState(server.database)).needsAdministrator)
    process.stdout.write(
      `Make the first administrator at ${server.addresses.local}/welcome#${server.firstRunToken}\n`,
    )
  server.log.info({ address: server.addresses.local, database: server.database.kind }, 'ready')
})
