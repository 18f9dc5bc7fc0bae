// @vitest-environment node
import { watch } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { must } from '#shared/base/must.ts'
import { Outbox } from '../outbox/outbox.ts'
import { aClientFile, id } from '../replica/testing/a-company.ts'
import { Surroundings, until } from '../replica/testing/a-phone.ts'
import {
  CLIENT,
  PEOPLE,
  closeAll,
  commentOf,
  open,
  setUp,
  settled,
  subject,
} from '../replica/testing/a-workplace.ts'
import { FakeServer } from '../replica/testing/fake-server.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await closeAll()
})

describe('syncing goes on', () => {
  it('though old answers could not be let go of', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 1)], () => 0)
    const around = new Surroundings(server.fetchAs('ana'))
    vi.spyOn(Outbox.prototype, 'sweep').mockRejectedValueOnce(new Error('unreadable'))
    const report = vi.fn()
    const work = await open(around, 'ana', undefined, { report })
    await until(() => !work.view.snapshot.value.catchingUp)
    expect(report).toHaveBeenCalledOnce()
  })

  it('while what was dropped is removed for good', async () => {
    const { around, work, server, store } = await setUp([aClientFile(1, 1), aClientFile(2, 1)], 'ana', true)
    const tidied = Promise.withResolvers<void>()
    vi.spyOn(must(store, 'the store'), 'tidy').mockReturnValue(tidied.promise)
    const isSynced = () => work.view.snapshot.value.reached === server.version
    server.change(id(2), (file) => ({ ...file, client: { ...file.client, collectorId: 'ben' } }))
    around.poke()
    await until(isSynced)
    expect(work.view.snapshot.value.cards.size).toBe(1)
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'Meanwhile' } }))
    around.poke()
    await until(isSynced)
    tidied.resolve()
  })

  it('and draws the first and the last of many pages that come fast', async () => {
    const files = [1, 2, 3, 4, 5].map((n) => aClientFile(n, 1))
    const server = new FakeServer(PEOPLE, files, () => 0)
    server.pageSize = 1
    const work = await open(new Surroundings(server.fetchAs('ana')), 'ana')
    const drawn = new Set<number>()
    watch(work.view.snapshot, ({ cards }) => drawn.add(cards.size), { immediate: true, flush: 'sync' })
    await until(() => !work.view.snapshot.value.catchingUp)
    expect([...drawn].filter((n) => n > 0)).toEqual([1, 5])
  })

  it('past a pull of many pages, to what was hinted at between two of them', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 1), aClientFile(2, 1)], () => 0)
    server.pageSize = 1
    let pulls = 0
    const around: Surroundings = new Surroundings(async (url, init) => {
      const answer = await server.fetchAs('ana')(url, init)
      if (!url.endsWith('pull') || ++pulls !== 2) return answer
      // What this page answers was read before.
      server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'Meanwhile' } }))
      around.poke()
      return answer
    })
    const work = await open(around)
    await until(() => work.view.snapshot.value.reached === server.version, 'what was hinted at')
  })

  it('with the whole backlog though the app is too old to fetch', async () => {
    const { work, server } = await setUp()
    server.faults.push(...Array.from({ length: 4 }, () => ({ path: 'pull', fault: 426 })))
    const wishes = Array.from({ length: 120 }, (_, index) => ({ subject, data: commentOf(`${index}`) }))
    await work.entries.makeBatch('comment.written', wishes)
    await until(() => work.sync.value.stoppedBecause === 'update')
    expect(server.pushes.map(({ waiting }) => waiting)).toEqual([70, 20, 0])
  })
})

describe('nothing is asked for nothing', () => {
  it('a tap costs one push and one page', async () => {
    const { work, server } = await setUp()
    await until(() => work.sync.value.state === 'live')
    const pulls = vi.spyOn(server, 'pull')
    const pushes = vi.spyOn(server, 'push')
    await work.entries.make('comment.written', subject, commentOf('Called'))
    await until(settled(work))
    await until(() => work.sync.value.state === 'live')
    expect([pushes.mock.calls.length, pulls.mock.calls.length]).toEqual([1, 1])
  })

  it('a whole backlog is followed by one page', async () => {
    const { work, server } = await setUp()
    await until(() => work.sync.value.state === 'live')
    const pulls = vi.spyOn(server, 'pull')
    const wishes = Array.from({ length: 120 }, (_, index) => ({ subject, data: commentOf(`${index}`) }))
    await work.entries.makeBatch('comment.written', wishes)
    await until(settled(work))
    await until(() => work.sync.value.state === 'live')
    expect([server.pushes.length, pulls.mock.calls.length]).toEqual([3, 1])
  })

  it('a hint costs one page and no look at the outbox', async () => {
    const { around, work, server } = await setUp()
    await until(() => work.sync.value.state === 'live')
    const pulls = vi.spyOn(server, 'pull')
    const looks = vi.spyOn(Outbox.prototype, 'nextBatch')
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'Renamed' } }))
    around.poke()
    await until(() => work.view.snapshot.value.reached === server.version)
    expect([pulls.mock.calls.length, looks.mock.calls.length]).toEqual([1, 0])
  })
})
