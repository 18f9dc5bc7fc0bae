// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { ReplicaStore } from './replica-store.ts'
import { aClientFile, id } from './testing/a-company.ts'
import { until } from './testing/a-phone.ts'
import { closeAll, commentOf, setUp, subject } from './testing/a-workplace.ts'

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
