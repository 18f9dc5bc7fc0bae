// @vitest-environment node
import { expect, it } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import { id } from '../replica/testing/a-company.ts'
import { Surroundings } from '../replica/testing/a-phone.ts'
import type { Ports } from '../session/ports.ts'
import { openOutboxDatabase } from './database.ts'
import { registerDeviceKey } from './device-key.ts'
import { handOver } from './hand-over.ts'
import { Outbox } from './outbox.ts'

function aComment(n: number): Entry {
  return {
    id: id(n),
    kind: 'comment.written',
    v: 1,
    by: 'ana',
    subject: { type: 'client', id: id(1) },
    at: n,
    device: 'device',
    seen: { version: 1, stamp: '' },
    data: { actionId: null, itemIds: [], text: 'Called', visibility: 'internal' },
  }
}

type Handed = { entries: { entry: { id: string } }[] }

it('given entries that never left, when they are being handed over, then none can be taken out without a trace', async () => {
  const gone: string[][] = []
  const handed: string[] = []
  const around = new Surroundings(async (url, init) => {
    if (!url.endsWith('/quarantine')) return Response.json({})
    const { entries } = JSON.parse(typeof init.body === 'string' ? init.body : '') as Handed
    const ids = entries.map(({ entry }) => entry.id)
    handed.push(...ids)
    gone.push(await outbox.withdraw([id(702)]))
    return Response.json({ kept: ids })
  })
  const ports: Ports = { ...around.ports, subtle: crypto.subtle }
  const database = await openOutboxDatabase(`${ports.prefix}outbox`)
  const outbox = new Outbox(database, 'ana')
  await registerDeviceKey(ports, database, 'ana', 'device')
  await outbox.append([aComment(701), aComment(702)])
  const done = await handOver(ports, database, 'ana', new AbortController().signal)
  expect(done).toEqual({ state: 'done', handed: 2 })
  expect([handed, gone]).toEqual([[id(701), id(702)], [[]]])
  database.close()
})
