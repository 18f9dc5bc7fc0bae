// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { must } from '#shared/base/must.ts'
import { fileIdOf } from './file-id.ts'
import type { ReplicaStore } from './replica-store.ts'
import { aClientFile, id } from './testing/a-company.ts'
import { until } from './testing/a-phone.ts'
import { CLIENT, FILE, closeAll, commentOf, setUp, settled, subject } from './testing/a-workplace.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await closeAll()
})

async function setUpWithStore(clients = 1) {
  const files = Array.from({ length: clients }, (_, index) => aClientFile(index + 1, 1))
  const { store, ...rest } = await setUp(files, 'ana', true)
  return { ...rest, store: must(store, 'the store of the tabs') }
}

/** Holds the next read of the replica back until the returned function is called. */
function holdReading(store: ReplicaStore) {
  const reading = Promise.withResolvers<void>()
  const position = store.position.bind(store)
  const read = vi.spyOn(store, 'position').mockImplementationOnce(async () => {
    await reading.promise
    return position()
  })
  return { isHeld: () => read.mock.calls.length > 0, letGo: reading.resolve }
}

const written = {
  kind: 'comment.written',
  v: 1,
  by: 'ana',
  subject,
  device: 'd',
  seen: { version: 0, stamp: '' },
}

describe('a refresh', () => {
  it('shows what was on disk at the call, though others asked before', async () => {
    const { work, store } = await setUpWithStore()
    const { isHeld, letGo } = holdReading(store)
    const first = work.view.refresh()
    await until(isHeld)
    await work.outbox.append([{ ...written, id: id(700), at: 1, data: commentOf('late') }])
    const second = work.view.refresh()
    letGo()
    await second
    expect(work.view.snapshot.value.outbox.map(({ entry }) => entry.id)).toEqual([id(700)])
    await first
  })
})

describe('the files of clients', () => {
  it('are read once for a gesture on many', async () => {
    const { work, store, server } = await setUpWithStore(20)
    server.faults.push({ path: 'push', fault: 'cut' }, { path: 'pull', fault: 'cut' })
    const read = vi.spyOn(store, 'files')
    const wishes = Array.from({ length: 20 }, (_, index) => ({
      subject: { type: 'client' as const, id: id(index + 1) },
      data: commentOf('Called'),
    }))
    const made = await work.entries.makeBatch('comment.written', wishes)
    expect(made.every(({ type }) => type === 'kept')).toBe(true)
    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([20])
  })
})

describe('a page', () => {
  it('leaves every object in place that it did not change', async () => {
    const { work, server, around } = await setUp([aClientFile(1, 3), aClientFile(2, 1)])
    const release = work.view.watchFile(FILE)
    await until(() => work.view.snapshot.value.files.has(FILE))
    const before = work.view.snapshot.value
    server.change(CLIENT, (file) => {
      const [first, ...others] = file.items
      return { ...file, items: [{ ...must(first, 'an item'), balanceMinor: 1 }, ...others] }
    })
    around.poke()
    await until(() => work.view.snapshot.value.reached === server.version)
    const after = work.view.snapshot.value
    const itemsOf = ({ files }: typeof after) => must(files.get(FILE), 'the file').file.items
    const isSame = itemsOf(after).map((item, at) => item === itemsOf(before)[at])
    expect(isSame).toEqual([false, true, true])
    expect(after.cards.get(fileIdOf('client', id(2)))).toBe(before.cards.get(fileIdOf('client', id(2))))
    release()
  })

  it('that brings history alone leaves the lists and the file in place', async () => {
    const { work } = await setUp()
    const release = work.view.watchFile(FILE)
    await until(() => work.view.snapshot.value.files.has(FILE))
    const before = work.view.snapshot.value
    await work.entries.make('comment.written', subject, commentOf('Called'))
    await until(settled(work))
    const after = work.view.snapshot.value
    const fileOf = ({ files }: typeof after) => must(files.get(FILE), 'the file')
    expect(fileOf(after).history).toHaveLength(1)
    expect(fileOf(after).file).toBe(fileOf(before).file)
    release()
  })
})

describe('a page that brings rows of a file on the screen', () => {
  async function aScreen() {
    const phone = await setUpWithStore()
    const { work, server, around } = phone
    const release = work.view.watchFile(FILE)
    await until(() => work.view.snapshot.value.files.has(FILE))
    const changeTo = (balanceMinor: number) => {
      server.change(CLIENT, (file) => ({
        ...file,
        items: file.items.map((item, at) => (at === 0 ? { ...item, balanceMinor } : item)),
      }))
      around.poke()
    }
    const item = () => work.view.snapshot.value.files.get(FILE)?.file.items[0]
    return { ...phone, release, changeTo, item }
  }

  it('is on the screen before it is on the disk, and stays as it is', async () => {
    const { work, store, release, changeTo, item } = await aScreen()
    const gate = Promise.withResolvers<void>()
    const write = store.writePage.bind(store)
    vi.spyOn(store, 'writePage').mockImplementationOnce(async (...given) => {
      await gate.promise
      return write(...given)
    })
    const { reached } = work.view.snapshot.value
    changeTo(1)
    await until(() => item()?.balanceMinor === 1)
    const shown = item()
    const cards = work.view.snapshot.value.cards
    expect((await store.position())?.reached).toBe(reached)
    gate.resolve()
    await until(() => work.sync.value.state === 'live')
    await work.view.refresh()
    expect((await store.position())?.reached).toBe(work.view.snapshot.value.reached)
    expect(item()).toBe(shown)
    expect(work.view.snapshot.value.cards).toBe(cards)
    release()
  })

  it('and cannot be written, comes again with the next', async () => {
    const { work, store, around, release, changeTo, item } = await aScreen()
    const reports = vi.spyOn(work.ports, 'report').mockImplementation(() => undefined)
    vi.spyOn(store, 'writePage').mockRejectedValueOnce(new Error('no room'))
    changeTo(1)
    await until(() => reports.mock.calls.length > 0)
    await work.view.refresh()
    expect(item()?.balanceMinor).not.toBe(1)
    changeTo(2)
    await until(() => (around.pass(1000), item()?.balanceMinor === 2))
    await until(() => work.sync.value.state === 'live')
    await work.view.refresh()
    expect(item()?.balanceMinor).toBe(2)
    release()
  })
})
