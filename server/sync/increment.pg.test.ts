import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { savePeople } from '../company/people-store.ts'
import { handOver } from '../quarantine/hand-over.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { pull } from '../testing/read-pull.ts'
import { readCursor } from './cursor.ts'
import { increment } from './increment.ts'
import { pageOf } from './pull.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')

async function aSyncedDevice(company: TestCompany, personId: string) {
  const puller = { companyId: company.id, personId }
  let cursor: string | null = null
  for (let more = true; more;) ({ cursor, more } = await pull(company.database, puller, cursor, NOW))
  return {
    quick: () => increment(company.database.db, puller, must(readCursor(cursor ?? ''), 'the cursor'), NOW),
    full: async () => {
      const { answer } = await company.database.transaction((tx) => pageOf(tx, puller, cursor, NOW), {
        snapshot: true,
      })
      return answer
    },
  }
}

function sorted(answer: Omit<PullAnswer, 'packed'> | null) {
  const byId = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  const files = (answer?.files ?? []).map(({ rows, ...file }) => ({
    ...file,
    rows: Object.fromEntries(
      Object.entries(rows).map(([table, list]) => [table, Array.isArray(list) ? [...list].sort(byId) : list]),
    ),
  }))
  const { settings = [], people = [], outcomes = [] } = answer ?? {}
  return {
    ...answer,
    files: files.sort((a, b) => (a.id < b.id ? -1 : 1)),
    settings: [...settings].sort(byId),
    people: [...people].sort(byId),
    outcomes: [...outcomes].sort(byId),
  }
}

it('given work in files a device knows, then the increment is the page that the long way makes', async () => {
  const company = await aCompany(await testDatabase())
  const [one, other] = [await company.aClient(), await company.aClient()]
  const collector = company.personOf('collector')
  const device = await aSyncedDevice(company, collector)
  const foreign = await company.aClient({ collectorId: null })
  const comment = { actionId: null, itemIds: [], text: 'They call back', visibility: 'internal' as const }
  await company.push(
    collector,
    company.entry('comment.written', collector, one.clientId, comment),
    company.entry('comment.written', collector, foreign.clientId, comment),
    company.entry('action.opened', collector, one.clientId, {
      actionId: crypto.randomUUID(),
      type: 'followUp',
      kind: 'dispute',
      name: 'Price',
      dueOn: '2026-11-25',
      ownerId: collector,
      resolverId: null,
      reasonId: null,
      on: '2026-11-22',
      itemIds: one.itemIds.slice(0, 2),
      move: false,
      comment: null,
    }),
  )
  await company.importRows(other.clientId, [], collector, other.itemIds.slice(0, 1))
  const person = { name: 'Renamed', email: 'r@test', role: 'resolver' as const, entity: null, active: true }
  await savePeople(
    company.database,
    company.id,
    [{ id: company.personOf('resolver'), ...person }],
    company.ports,
  )

  const quick = await device.quick()
  expect(quick?.files).toHaveLength(2)
  expect(quick?.people).toHaveLength(1)
  expect(quick?.outcomes).toHaveLength(3)
  expect(sorted(quick)).toEqual(sorted(await device.full()))
})

it('given a client taken away, then the increment drops it, and given one that is new, it leaves that to the long way', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  const manager = company.personOf('creditManager')
  const device = await aSyncedDevice(company, company.personOf('collector'))
  const assigned = (collectorId: string | null) =>
    company.push(manager, company.entry('client.assigned', manager, clientId, { collectorId, salesId: null }))
  await assigned(null)
  expect((await device.quick())?.drops).toEqual([{ kind: 'client', id: clientId }])
  await assigned(company.personOf('collector'))
  expect(await device.quick()).toBeNull()
})

it('given work that waits in quarantine, then an administrator is told how much with every increment', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  const administrator = company.personOf('administrator')
  const [theirs, collectors] = [
    await aSyncedDevice(company, administrator),
    await aSyncedDevice(company, company.personOf('collector')),
  ]
  await handOver(
    company.database.db,
    { companyId: company.id, personId: company.personOf('sales'), now: NOW },
    {
      stream: crypto.randomUUID(),
      sentAt: NOW,
      device: 'phone',
      waiting: 0,
      entries: [{ n: 1, entry: company.entry('client.assigned', company.personOf('sales'), clientId, {}) }],
    },
  )
  expect((await theirs.quick())?.quarantined).toBe(1)
  expect(sorted(await theirs.quick())).toEqual(sorted(await theirs.full()))
  expect(await collectors.quick()).not.toHaveProperty('quarantined')
})
