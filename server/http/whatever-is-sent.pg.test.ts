import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import kept from '#shared/journal/entries-by-version.json' with { type: 'json' }
import { anOffice } from '../testing/an-office.ts'
import { spoiled } from '../testing/spoiled.ts'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60)

/** A device, and one valid entry of each kind that somebody could make there. */
async function aDeviceWithWork() {
  const office = await anOffice()
  const claire = await office.aPerson('administrator')
  const { clientId, itemIds } = await office.company.aClient()
  const device = await claire.aDevice()
  const entries = kept.map(({ entry }) => ({
    ...entry,
    id: crypto.randomUUID(),
    by: claire.id,
    subject: entry.subject.type === 'client' ? { type: 'client', id: clientId } : entry.subject,
    data: 'itemIds' in entry.data ? { ...entry.data, itemIds } : entry.data,
  }))
  return { ...office, claire, clientId, device, entries }
}

/** Told with the name of the field, never as our fault. */
async function expectAnAnswer(response: Response): Promise<void> {
  expect(response.status).toBeLessThan(500)
  const body: unknown = await response.json()
  if (!response.ok)
    expect(body).toMatchObject({ code: expect.any(String) as string, detail: expect.any(String) as string })
}

test('whatever entries are sent, each is answered, and the good one beside them is taken', async () => {
  const { device, claire, clientId, entries } = await aDeviceWithWork()
  await fc.assert(
    fc.asyncProperty(fc.oneof(...entries.map(spoiled)), async (bad) => {
      const good: Entry = claire.words(clientId, 'good')
      // Without an id nothing could be answered to it alone.
      const answer = await device.push({ ...(bad as object), id: crypto.randomUUID() }, good)
      expect(answer.status).toBe(200)
      const { outcomes } = (await answer.json()) as {
        outcomes: { entryId: string; outcome: { type: string } }[]
      }
      expect(outcomes.find(({ entryId }) => entryId === good.id)?.outcome.type).toBe('applied')
    }),
    { numRuns: RUNS },
  )
})

test('whatever frames are sent, none is answered as a defect', async () => {
  const { device, claire, clientId } = await aDeviceWithWork()
  const push = {
    stream: crypto.randomUUID(),
    sentAt: 1,
    device: device.device,
    waiting: 0,
    seen: { version: 0, stamp: '' },
  }
  const digest = {
    horizon: '2026-08-24',
    company: [1, 2],
    files: { each: [{ kind: 'client', id: clientId, rows: [1, 2], history: [0, 0] }], isAll: true },
  }
  const { cursor } = (await (await device.pull()).json()) as { cursor: string }
  const calls: [path: string, body: object][] = [
    ['/api/sync/push', { ...push, entries: [{ n: 1, entry: claire.words(clientId, 'x') }] }],
    [
      '/api/sync/pull',
      { cursor, device: device.device, waiting: 0, seen: { version: 1, stamp: 'x' }, digest },
    ],
    ['/api/sync/pull', { cursor: null, device: device.device, waiting: 0 }],
    ['/api/quarantine/adopt', { entryIds: [crypto.randomUUID()] }],
    ['/api/quarantine/discard', { entryIds: [crypto.randomUUID()], reason: 'x' }],
    ['/api/documents/have', { hashes: ['a'.repeat(64)] }],
    ['/api/documents/links', { pages: [{ documentId: crypto.randomUUID(), page: 1, form: 'display' }] }],
    ['/api/imports', { name: 'x' }],
    [`/api/people/devices/${device.device}/sign-out`, {}],
    ['/api/auth/sign-in/email', { email: 'claire@example.com', password: 'x' }],
    ['/api/auth/request-password-reset', { email: 'claire@example.com' }],
  ]
  const spoiledCall = fc.oneof(
    ...calls.map(([path, body]) =>
      fc.tuple(fc.constant(path), Object.keys(body).length > 0 ? spoiled(body) : fc.jsonValue()),
    ),
  )
  await fc.assert(
    fc.asyncProperty(spoiledCall, async ([path, body]) => {
      if (typeof body !== 'object' || body === null) return
      await expectAnAnswer(await device.post(path, body))
    }),
    { numRuns: RUNS },
  )
})
