import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { ROLES } from '#shared/people/person.ts'
import { savePeople } from '../company/people-store.ts'
import { companies } from '../company/tables.ts'
import { openDatabase } from '../db/open.ts'
import { databasePlace, readSettings } from '../env.ts'
import { journalPorts } from '../journal/ports.ts'
import { createLog } from '../log.ts'
import { createAuth } from '../people/auth.ts'
import { createUser } from '../people/users.ts'
import { runMain } from '../run-main.ts'
import { StartFailure } from '../start-failure.ts'

const wanted = z.object({
  email: z.string().check(z.toLowerCase(), z.email({ error: '--email is an e-mail address' })),
  name: z.string({ error: '--name is needed' }).check(z.minLength(1, { error: '--name is needed' })),
  role: z.enum(ROLES, { error: `--role is one of ${ROLES.join(', ')}` }),
  entity: z.optional(z.string()),
})

/** Adds somebody to the company of the store, and prints a password to change at the first sign-in. */
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      entity: { type: 'string' },
    },
  })
  const read = wanted.safeParse(values)
  if (!read.success) throw new StartFailure(`${read.error.issues.map(({ message }) => message).join('; ')}.`)
  const { email, name, role, entity } = read.data
  const settings = readSettings(process.env)
  const log = createLog(settings)
  const database = await openDatabase(databasePlace(settings))
  try {
    const [company] = await database.db.select({ id: companies.id }).from(companies).limit(1)
    if (!company)
      throw new StartFailure('The store has no company yet: import a ledger or run "npm start" first.')
    const auth = createAuth({ database, settings, log, sendResetLink: async () => {} })
    const password = randomBytes(9).toString('base64url')
    const { id } = await createUser(auth, { email, name, password })
    await savePeople(
      database,
      company.id,
      [{ id, email, name, role, entity: entity ?? null, active: true }],
      journalPorts,
    )
    process.stdout.write(`${name} can sign in as ${email} with ${password}\n`)
  } finally {
    await database.close()
  }
})
