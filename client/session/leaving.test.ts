// @vitest-environment node
import 'fake-indexeddb/auto'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import { aClientFile } from '../replica/testing/a-company.ts'
import { Surroundings, until } from '../replica/testing/a-phone.ts'
import { PEOPLE, closeAll, commentOf, forget, open, subject } from '../replica/testing/a-workplace.ts'
import { FakeServer } from '../replica/testing/fake-server.ts'
import { forgetDatabases } from './forget-databases.ts'
import { isReplicaOfOthers } from './replica-names.ts'

afterEach(closeAll)

/** A phone whose replica is in IndexedDB. */
function aPhone(person = 'ana') {
  const server: FakeServer = new FakeServer(PEOPLE, [aClientFile(1, 3)], () => around.nowMs)
  const heard: (string | null)[] = []
  const around: Surroundings = new Surroundings(async (url, init) => {
    heard.push(new Headers(init.headers).get(PERSON_HEADER))
    return server.fetchAs(person)(url, init)
  })
  const onDisk = { replicaStorage: getRxStorageDexie(), forgetDatabases }
  const databases = async () =>
    (await indexedDB.databases()).flatMap(({ name = '' }) =>
      name.includes(around.ports.prefix) ? [name] : [],
    )
  const synced = async () => {
    const work = await open(around, person, undefined, onDisk)
    await until(() => !work.view.snapshot.value.catchingUp, 'the first sync')
    return work
  }
  return { around, server, databases, synced, heard }
}

describe('leaving a device', () => {
  it('takes the replica away and keeps what was not sent for its author', async () => {
    const { around, server, databases, synced } = aPhone()
    const work = await synced()
    expect((await databases()).filter((name) => name.includes('-replica-')).length).toBeGreaterThan(0)
    server.faults.push(...Array.from({ length: 50 }, () => ({ path: 'push', fault: 'cut' as const })))
    await work.entries.make('comment.written', subject, commentOf('not sent'))
    await work.leave()
    forget(work)
    expect(await databases()).toEqual([`${around.ports.prefix}outbox`])

    server.faults.length = 0
    await synced()
    await until(() => server.history.length === 1, 'the comment')
  })

  it('what a tab closed too early has left goes when somebody else or nobody works here', async () => {
    const { around, databases, synced } = aPhone()
    const work = await synced()
    await work.close()
    forget(work)
    const before = await databases()
    await forgetDatabases(isReplicaOfOthers(around.ports.prefix, 'ana'))
    expect(await databases()).toEqual(before)
    await forgetDatabases(isReplicaOfOthers(around.ports.prefix, 'ben'))
    expect(await databases()).toEqual([`${around.ports.prefix}outbox`])
  })

  it('closing the app keeps the replica', async () => {
    const { databases, synced } = aPhone()
    const work = await synced()
    const before = await databases()
    await work.close()
    forget(work)
    expect(await databases()).toEqual(before)
  })
})

it('every push and pull says for whom it speaks', async () => {
  const { synced, heard } = aPhone()
  const work = await synced()
  await work.entries.make('comment.written', subject, commentOf('hello'))
  await until(() => work.view.snapshot.value.outbox.every(({ state }) => state === 'settled'), 'the answer')
  expect(new Set(heard)).toEqual(new Set(['ana']))
})
