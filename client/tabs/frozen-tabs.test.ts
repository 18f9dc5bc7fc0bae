// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest'
import { aClientFile, id } from '../replica/testing/a-company.ts'
import { type Surroundings, until } from '../replica/testing/a-phone.ts'
import {
  CLIENT,
  FILE,
  closeAll,
  commentOf,
  open,
  setUp,
  settled,
  subject,
} from '../replica/testing/a-workplace.ts'
import type { Channel, Ports } from '../session/ports.ts'
import { createMemoryLocks } from './memory-locks.ts'

afterEach(closeAll)

/** A tab that stands still where it next calls the server or writes a page, and goes on when it is told. */
function aFreezer({ ports }: Surroundings) {
  let thaw: (() => void) | null = null
  let frozen = Promise.resolve()
  const isDeaf = () => thaw !== null
  const still = async <T>(run: () => Promise<T>): Promise<T> => {
    await frozen
    const result = await run()
    await frozen
    return result
  }
  const own: Partial<Ports> = {
    fetch: (url, init) => still(() => ports.fetch(url, init)),
    locks: { request: (name, options, run) => ports.locks.request(name, options, () => still(run)) },
    timers: {
      ...ports.timers,
      set: (run, delayMs) => ports.timers.set(() => (isDeaf() ? void frozen.then(run) : run()), delayMs),
    },
    openChannel: (name) => deafChannel(ports.openChannel(name), isDeaf),
  }
  return {
    ports: own,
    freeze() {
      frozen = new Promise((done) => (thaw = done))
    },
    thaw() {
      thaw?.()
      thaw = null
    },
  }
}

function deafChannel(channel: Channel, isDeaf: () => boolean): Channel {
  return {
    ...channel,
    post: (message) => void (isDeaf() || channel.post(message)),
    listen: (listener) => channel.listen((message) => void (isDeaf() || listener(message))),
  }
}

async function aFrozenLeader() {
  const first = await setUp([aClientFile(1, 1)], 'ana', true)
  await first.work.close()
  const freezer = aFreezer(first.around)
  const leader = await open(first.around, 'ana', first.store, freezer.ports)
  await until(() => leader.sync.value.state === 'live')
  const other = await open(first.around, 'ana', first.store)
  return { ...first, freezer, leader, other }
}

/** A frozen tab that stood in line for a page gets its turn, and loses it in its turn. */
async function passUntil(around: Surroundings, holds: () => boolean): Promise<void> {
  for (let seconds = 0; !holds(); seconds++) {
    expect(seconds).toBeLessThan(60)
    await pass(around, 1000)
  }
}

async function pass(around: Surroundings, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1000) {
    around.pass(1000)
    await new Promise((done) => setTimeout(done, 1))
  }
}

describe('a tab that leads and is frozen', () => {
  it('is left alone while it answers', async () => {
    const { around, server, leader, other } = await aFrozenLeader()
    await pass(around, 60_000)
    await leader.entries.make('comment.written', subject, commentOf('by the leader'))
    await until(settled(leader))
    await until(settled(other))
    expect(new Set(server.pushes.map(({ stream }) => stream)).size).toBe(1)
    await until(() => leader.sync.value.state === 'live')
  })

  it('gives way to a tab that somebody looks at, and sends nothing when it wakes', async () => {
    const { around, server, freezer, leader, other } = await aFrozenLeader()
    await leader.entries.make('comment.written', subject, commentOf('one'))
    await until(settled(leader))
    freezer.freeze()
    let made = 0
    for (const [index, text] of ['two', 'three'].entries()) {
      void other.entries.make('comment.written', subject, commentOf(text)).then(() => made++)
      await passUntil(around, () => made > index && settled(other)())
    }
    freezer.thaw()
    await leader.entries.make('comment.written', subject, commentOf('four'))
    await until(settled(other))
    await until(settled(leader))
    expect(server.history.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four'])
    expect(new Set(server.pushes.map(({ stream }) => stream)).size).toBe(1)
    expect(server.pushes.flatMap(({ entries }) => entries.map(({ n }) => n))).toEqual([1, 2, 3, 4])
  })

  it('over a page holds nobody up, and does not move the position when it wakes', async () => {
    const { around, server, freezer, store, leader, other } = await aFrozenLeader()
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'Before' } }))
    const write = store?.writePage.bind(store)
    let isStill = false
    if (store && write)
      store.writePage = (answer, now, beforePosition) =>
        write(answer, now, async () => {
          // Once: the page of the one that leads now.
          if (!isStill) {
            isStill = true
            freezer.freeze()
            await freezer.ports.locks?.request('elsewhere', { mode: 'shared' }, async () => undefined)
          }
          await beforePosition()
        })
    around.poke()
    await until(() => isStill)
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'After' } }))
    const third = open(around, 'ana', store)
    await passUntil(around, () => other.view.snapshot.value.reached === server.version)
    await third
    const reached = (await store?.position())?.reached
    freezer.thaw()
    await pass(around, 2000)
    expect((await store?.position())?.reached).toBe(reached)
    for (const tab of [leader, other, await third]) {
      await tab.view.refresh()
      expect(tab.view.snapshot.value.cards.get(FILE)?.name).toBe('After')
    }
  })

  it('gives way in the end to a tab that cannot share its locks, and neither takes the lead back at once', async () => {
    const { around, work, server, store } = await setUp([aClientFile(1, 1)], 'ana', true)
    const other = await open(around, 'ana', store, { locks: createMemoryLocks() })
    await pass(around, 120_000)
    await other.entries.make('comment.written', subject, commentOf('one'))
    await until(settled(other))
    await until(settled(work))
    await pass(around, 120_000)
    expect(server.pushes.length).toBeLessThanOrEqual(2)
    expect(server.history.map(({ clientId }) => clientId)).toEqual([id(1)])
  })
})
