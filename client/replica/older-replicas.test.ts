// @vitest-environment node
import 'fake-indexeddb/auto'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { afterEach, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { forgetDatabases } from '../session/forget-databases.ts'
import { openWorkplace } from '../session/open-workplace.ts'
import type { FileDocument } from './collections.ts'
import { UPGRADES } from './older-replicas.ts'
import { FIRST_SCHEMA, REPLICA_SCHEMAS, type ReplicaSchemas, type Upgrade } from './replica-schemas.ts'
import { aClientFile } from './testing/a-company.ts'
import { type Surroundings, until } from './testing/a-phone.ts'
import { CLIENT, FILE, closeAll, commentOf, setUp, settled, subject } from './testing/a-workplace.ts'

afterEach(closeAll)

const identity = { userId: 'ana', name: 'Ana', email: '', role: null }

it('every schema that people have can be read', () => {
  for (let schema = FIRST_SCHEMA; schema < REPLICA_SCHEMAS.current; schema++)
    expect([...UPGRADES.keys()]).toContain(schema)
})

it('a replica of before casework reads as one without any', () => {
  const upgrade = must(UPGRADES.get(5), 'how schema 5 is read')
  const action = { id: 'a', ownerId: 'ana' }
  expect(upgrade('files', { id: 'client:c', actions: [action], items: [] })).toEqual({
    id: 'client:c',
    actions: [{ ...action, stageId: null, participants: [], templateId: null, checklist: [] }],
    items: [],
    casework: [],
    documents: [],
  })
  expect(upgrade('summaries', { id: 'client:c', rows: [action], card: {} })).toEqual({
    id: 'client:c',
    rows: [{ ...action, stageId: null, work: null, documentCount: 0, suggestion: null }],
    card: { documents: [] },
  })
  const person = { id: 'ana', role: 'collector' }
  expect(upgrade('company', { id: 'person:ana', is: { type: 'person', person } })).toEqual({
    id: 'person:ana',
    is: { type: 'person', person: { ...person, departmentId: null, criteria: [], absence: null } },
  })
})

it('a replica of before documents reads as one without any', () => {
  const upgrade = must(UPGRADES.get(6), 'how schema 6 is read')
  const file = { id: 'client:c', actions: [], casework: [] }
  expect(upgrade('files', file)).toEqual({ ...file, documents: [] })
  const row = { id: 'a', itemCount: 1 }
  expect(upgrade('summaries', { id: 'client:c', rows: [row], card: {} })).toEqual({
    id: 'client:c',
    rows: [{ ...row, documentCount: 0, suggestion: null }],
    card: { documents: [] },
  })
})

it('a replica of before the rules of a company reads its clients, items and statuses as they are now', () => {
  const upgrade = must(UPGRADES.get(7), 'how schema 7 is read')
  expect(upgrade('files', { id: 'client:c', client: { id: 'c' }, items: [{ id: 'i' }] })).toEqual({
    id: 'client:c',
    client: { id: 'c', ownScenarioId: null, fields: {} },
    items: [{ id: 'i', resumesAt: null, suggested: null, fields: {} }],
  })
  const data = { category: 'dispute', action: { mode: 'suggest', kind: 'dispute' } }
  const setting = { id: 'status.dispute', kind: 'status', data }
  expect(upgrade('company', { id: 's', is: { type: 'setting', setting } })).toMatchObject({
    is: {
      setting: { data: { action: { mode: 'suggest', templateId: 'template.dispute' }, scenario: 'stays' } },
    },
  })
})

/** The next version of the app: it reads the documents of this one, which wrote the names of clients small. */
const next: ReplicaSchemas = {
  current: REPLICA_SCHEMAS.current + 1,
  older: () => Promise.resolve(new Map([[REPLICA_SCHEMAS.current, withLargeNames]])),
}

const withLargeNames: Upgrade = (collection, document) =>
  collection === 'files' ? withLargeName(document) : document

function withLargeName(document: unknown): unknown {
  const file = document as FileDocument
  return { ...file, client: file.client && { ...file.client, name: file.client.name.toUpperCase() } }
}

function onDisk({ ports }: Surroundings, isOnline: () => boolean) {
  return {
    ...ports,
    replicaStorage: getRxStorageDexie(),
    fetch: (url: string, init: RequestInit) =>
      isOnline() ? ports.fetch(url, init) : Promise.reject(new TypeError('no network')),
  }
}

it('after an update the replica of before is shown until the new one is complete, and unsent work leaves', async () => {
  const { around, server, work } = await setUp([aClientFile(1, 2)])
  await work.close()
  let isOnline = true
  const ports = onDisk(around, () => isOnline)
  const before = await openWorkplace(ports, identity)
  await until(() => before.sync.value.state === 'live')
  const name = must(before.view.snapshot.value.cards.get(FILE), 'the card').name
  isOnline = false
  await before.entries.make('comment.written', subject, commentOf('unsent'))
  await before.close()

  const after = await openWorkplace(ports, identity, undefined, next)
  expect(after.view.snapshot.value.isReady).toBe(true)
  expect(after.view.snapshot.value.cards.get(FILE)?.name).toBe(name.toUpperCase())
  expect((await after.view.filesOfClient(CLIENT))[0]?.history.at(-1)?.text).toBe('unsent')
  await after.entries.make('comment.written', subject, commentOf('made after it'))

  isOnline = true
  around.comeBack()
  await until(settled(after))
  await until(() => after.view.snapshot.value.cards.get(FILE)?.name === name)
  expect(server.history.map(({ text }) => text)).toEqual(['unsent', 'made after it'])
  await after.close()

  const again = await openWorkplace(ports, identity, undefined, next)
  expect(again.view.snapshot.value.cards.get(FILE)?.name).toBe(name)
  await again.close()
})

it('a replica that this version cannot read is not shown, and nothing unsent is lost', async () => {
  const { around, server, work } = await setUp([aClientFile(1, 2)])
  await work.close()
  let isOnline = true
  const ports = onDisk(around, () => isOnline)
  const before = await openWorkplace(ports, identity)
  await until(() => before.sync.value.state === 'live')
  isOnline = false
  await before.entries.make('comment.written', subject, commentOf('unsent'))
  await before.close()

  const after = await openWorkplace(ports, identity, undefined, {
    ...next,
    older: () => Promise.resolve(new Map()),
  })
  expect(after.view.snapshot.value.isReady).toBe(false)
  isOnline = true
  around.comeBack()
  await until(settled(after))
  expect(server.history.map(({ text }) => text)).toEqual(['unsent'])
  await after.close()
})

it('a tab of the older version keeps what it shows while the newer one works beside it', async () => {
  const { around, work } = await setUp([aClientFile(1, 2)])
  await work.close()
  let isOnline = true
  const ports = { ...onDisk(around, () => isOnline), forgetDatabases }
  const replicas = async ({ current }: { current: number }) => {
    const own = `${around.ports.prefix}ana-replica-${current}-`
    return (await indexedDB.databases()).filter(({ name }) => name?.includes(own)).length
  }
  const before = await openWorkplace(ports, identity)
  await until(() => before.sync.value.state === 'live')
  await before.close()
  isOnline = false
  const newer = await openWorkplace(ports, identity, undefined, {
    ...next,
    older: () => Promise.resolve(new Map()),
  })
  const older = await openWorkplace(ports, identity)
  isOnline = true
  around.comeBack()
  await until(() => newer.sync.value.state === 'live')
  around.pass(2000)
  await older.view.refresh()
  expect(older.view.snapshot.value.cards.size).toBe(1)
  expect(await replicas(REPLICA_SCHEMAS)).toBeGreaterThan(0)
  await older.close()

  await newer.entries.make('comment.written', subject, commentOf('it has gone'))
  for (let turn = 0; turn < 200 && (await replicas(REPLICA_SCHEMAS)) > 0; turn++)
    await new Promise((done) => setTimeout(done, 5))
  expect(await replicas(REPLICA_SCHEMAS)).toBe(0)
  await newer.close()
})

it('the older version does not take away what the newer one keeps', async () => {
  const { around, work } = await setUp([aClientFile(1, 2)])
  await work.close()
  const ports = { ...onDisk(around, () => true), forgetDatabases }
  const newer = await openWorkplace(ports, identity, undefined, {
    ...next,
    older: () => Promise.resolve(new Map()),
  })
  await until(() => newer.sync.value.state === 'live')
  await newer.close()
  const older = await openWorkplace(ports, identity)
  await until(() => older.sync.value.state === 'live')
  await older.close()
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
  expect(names.some((name) => name.includes(`${ports.prefix}ana-replica-${next.current}-`))).toBe(true)
})
