import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import type { Role } from '#shared/people/person.ts'
import { importProgressSchema, previewAnswerSchema, uploadAnswerSchema } from '#shared/protocol/imports.ts'
import { savePeople } from '../company/people-store.ts'
import { createUser } from '../people/users.ts'
import { aCompany } from '../testing/a-company.ts'
import { aServer, aPost, cookiesOf, testOrigin } from '../testing/a-server.ts'
import { LEDGER, ledgerText } from '../testing/an-import.ts'

const password = 'a good long password'

async function signedInAs(role: Role) {
  const { app, auth, database } = await aServer()
  const company = await aCompany(database)
  const email = `${randomUUID()}@example.com`
  const { id } = await createUser(auth, { email, password, name: role })
  await savePeople(
    database,
    company.id,
    [{ id, name: role, email, role, entity: null, active: true }],
    company.ports,
  )
  const cookie = cookiesOf(await app.request('/api/auth/sign-in/email', aPost({ email, password })))
  const headers = { cookie, origin: testOrigin, host: 'localhost:3000' }
  return {
    get: (path: string) => app.request(path, { headers }),
    post: (path: string, body: unknown) => app.request(path, aPost(body, headers)),
    remove: (path: string) => app.request(path, { method: 'DELETE', headers }),
    upload: (text: string, name = 'ledger.csv') =>
      app.request(`/api/imports?name=${name}`, { method: 'POST', headers, body: text }),
  }
}

test('a credit manager sends a file, sees what it would do, imports it and finds it in the list', async () => {
  const { get, post, upload, remove } = await signedInAs('creditManager')
  const rows = [{ number: 'A', disputed: 'yes' }, { number: 'B' }, { number: 'C', amount: 'much' }]
  const sent = z.parse(uploadAnswerSchema, await (await upload(ledgerText(rows))).json())
  expect(sent).toMatchObject({ fileName: 'ledger.csv', sketch: { encoding: 'utf-8', delimiter: ',' } })

  const asked = { mapping: LEDGER, asOf: '2026-01-20', mode: 'full' }
  const preview = z.parse(
    previewAnswerSchema,
    await (await post(`/api/imports/${sent.id}/preview`, asked)).json(),
  )
  expect(preview).toMatchObject({
    plan: { counts: { read: 3, added: 2, errors: 1 }, guard: [], totals: [{ currency: 'EUR', count: 2 }] },
    rows: [
      { line: 2, result: 'ok', number: 'A', statusId: 'status.dispute' },
      { line: 3 },
      { line: 4, result: 'error' },
    ],
    errors: [{ line: 4, column: 'amount', code: 'badAmount' }],
  })

  expect((await post(`/api/imports/${sent.id}/apply`, { ...asked, confirm: false })).status).toBe(202)
  const ended = await vi.waitFor(
    async () => {
      const progress = z.parse(importProgressSchema, await (await get(`/api/imports/${sent.id}`)).json())
      if (progress.state === 'running') throw new Error('it still runs')
      return progress
    },
    { timeout: 20_000, interval: 100 },
  )
  expect(ended).toMatchObject({
    state: 'done',
    counts: { added: 2, errors: 1 },
    errors: [{ line: 4 }],
    totals: { open: 2 },
  })
  expect(await (await get('/api/imports')).json()).toMatchObject({
    imports: [{ fileName: 'ledger.csv', state: 'done', asOf: '2026-01-20', counts: { added: 2 } }],
  })
  expect(await (await get('/api/imports/unfollowed')).json()).toMatchObject({
    clients: [{ name: 'C1', items: 1 }],
  })
  expect((await remove(`/api/imports/${sent.id}`)).status).toBe(200)
  expect((await get(`/api/imports/${sent.id}`)).status).toBe(404)
})

test('a file that cannot be read says why at once', async () => {
  const { upload } = await signedInAs('administrator')
  expect(await (await upload('')).json()).toMatchObject({ sketch: { refusal: { code: 'empty' } } })
  expect(await (await upload('one column\n1')).json()).toMatchObject({
    sketch: { refusal: { code: 'oneColumn' } },
  })
  expect(await (await upload('PK\u0003\u0004and so on')).json()).toMatchObject({
    sketch: { refusal: { code: 'workbook' } },
  })
})

test.each(['collector', 'resolver', 'guest'] as const)('a %s imports nothing', async (role) => {
  const { get, upload } = await signedInAs(role)
  expect(await (await get('/api/imports')).json()).toMatchObject({ status: 403, code: 'forbidden' })
  expect((await upload(ledgerText([]))).status).toBe(403)
})

test('a request of the wrong form names the field', async () => {
  const { post, upload } = await signedInAs('administrator')
  const { id } = z.parse(uploadAnswerSchema, await (await upload(ledgerText([{ number: 'A' }]))).json())
  const answer = await post(`/api/imports/${id}/preview`, {
    mapping: LEDGER,
    asOf: '2026-02-30',
    mode: 'full',
  })
  expect(await answer.json()).toMatchObject({ code: 'malformed', errors: [{ field: 'asOf' }] })
})
