import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildClientIfStale, builtClient } from '../build-client.ts'
import { companies } from '../company/tables.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../demo/demo-people.ts'
import { makeDemoCompany } from '../demo/make-demo-company.ts'
import { openDocuments } from '../documents/documents.ts'
import { readSettings } from '../env.ts'
import { qrCode } from '../lan.ts'
import { certificatePath } from '../listen.ts'
import { runMain, stopOnSignal } from '../run-main.ts'
import { startServer } from '../start-server.ts'

/**
 * Builds what is stale and serves a demo company from `DATA_DIR/demo`, kept from run to run; `--fresh` makes it anew,
 * `--lan` serves phones of the network too, `--api-only` leaves the app to Vite.
 */
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      lan: { type: 'boolean', default: false },
      'api-only': { type: 'boolean', default: false },
    },
  })
  const given = readSettings({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' })
  const settings = { ...given, dataDir: join(given.dataDir, 'demo') }
  if (values.fresh && existsSync(settings.dataDir)) rmSync(settings.dataDir, { recursive: true })
  if (!values['api-only'] && (await buildClientIfStale())) say('The app is built.')

  const server = await startServer({
    settings,
    clientFolder: values['api-only'] ? undefined : builtClient,
    lan: values.lan,
    async prepare({ database, auth, log }) {
      const [company] = await database.db.select({ id: companies.id }).from(companies).limit(1)
      if (company) return
      say('Making the demo company …')
      await makeDemoCompany(database, auth, Date.now(), (parts) =>
        openDocuments(settings, { database, log, ...parts }),
      )
    },
  })
  stopOnSignal(() => server.stop())
  const { local, lan } = server.addresses
  say(`\nSuivi is at ${local}\n`)
  for (const { role, email } of DEMO_PEOPLE) say(`  ${role.padEnd(15)} ${email}`)
  say(`\n  password for all: ${DEMO_PASSWORD}\n`)
  for (const address of lan) {
    say(`On a phone in this network: ${address}`)
    say(`To work offline there, install and trust ${address}${certificatePath} first.\n`)
    say(await qrCode(address))
  }
})

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
