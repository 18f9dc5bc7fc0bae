import { expect, it } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { readSettings } from '../env.ts'
import { createLog } from '../log.ts'
import { createAuth } from '../people/auth.ts'
import { aPost } from '../testing/a-server.ts'
import { answerError } from '../http/problems.ts'
import { createFirstRunToken, firstRunRoutes, firstRunState } from './first-run.ts'

const given = {
  company: { name: 'New company', currency: 'EUR', timeZone: 'Europe/Paris' },
  name: 'Ada',
  email: 'ada@new.example',
  password: 'long enough 1',
}

it('given an empty store, when the one-time link is used, then there is an administrator and the link is spent', async () => {
  const database = await openDatabase({ memory: true })
  const log = createLog({ logLevel: 'silent' })
  const settings = readSettings({ SECRET: 'a secret that is long enough for a test' })
  const auth = createAuth({ database, settings, log, sendResetLink: async () => {} })
  const token = createFirstRunToken()
  const routes = firstRunRoutes(database, auth, token).onError(answerError)
  expect(await firstRunState(database)).toEqual({ needsCompany: true, needsAdministrator: true })

  expect((await routes.request('/', aPost({ ...given, token: 'another' }))).status).toBe(403)
  expect((await routes.request('/', aPost({ ...given, token, company: null }))).status).toBe(400)
  expect((await routes.request('/', aPost({ ...given, token }))).status).toBe(201)
  expect(await firstRunState(database)).toEqual({ needsCompany: false, needsAdministrator: false })
  expect((await routes.request('/', aPost({ ...given, token }))).status).toBe(409)
  await database.close()
})
