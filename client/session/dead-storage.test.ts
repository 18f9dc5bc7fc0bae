// @vitest-environment node
import { openDB } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { OutdatedApp } from './alive.ts'
import { aClientFile } from '../replica/testing/a-company.ts'
import { until } from '../replica/testing/a-phone.ts'
import { closeAll, commentOf, open, setUp, settled, subject } from '../replica/testing/a-workplace.ts'
import type { Made } from '../outbox/made.ts'

afterEach(async () => {
  await closeAll()
  vi.restoreAllMocks()
})

const EVERY_CALL = Array.from({ length: 40 }, (_, index) => index + 1)

/** The browser cuts the connections to the databases: the n-th call from now on, and `times` calls in all, fail. */
function dieAt(n: number, name: string, times = 1) {
  let calls = 0
  const begin = IDBDatabase.prototype.transaction
  return vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...given
  ) {
    calls++
    if (calls >= n && calls < n + times) throw new DOMException('Connection lost', name)
    return begin.apply(this, given)
  })
}

async function aPhone() {
  const phone = await setUp([aClientFile(1, 2)])
  const reports: unknown[] = []
  await phone.work.close()
  const work = await open(phone.around, 'ana', undefined, {
    report: (error) => void reports.push(error),
    startOver: () => undefined,
  })
  await until(() => work.sync.value.state === 'live')
  return { ...phone, work, reports }
}

describe('a database whose connection is cut', () => {
  it.each(EVERY_CALL)('at call %i loses nothing and hides nothing', async (n) => {
    const { around, server, work } = await aPhone()
    dieAt(n, n % 2 ? 'InvalidStateError' : 'UnknownError')
    const made: Made[] = []
    for (const text of ['one', 'two', 'three'])
      made.push(await work.entries.make('comment.written', subject, commentOf(text)))
    const pass = () => (around.pass(1000), true)
    await until(() => pass() && settled(work)())
    expect(made.map(({ type }) => type)).toEqual(['kept', 'kept', 'kept'])
    expect(server.history.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(work.storage.value).toBe('fine')
  })

  it('for good tells the tap that it was not kept, and the person why', async () => {
    const { work } = await aPhone()
    const dead = dieAt(1, 'UnknownError', 1000)
    const made = await work.entries.make('comment.written', subject, commentOf('one'))
    expect(made).toEqual({ type: 'notKept', because: 'storageFailed' })
    expect(work.storage.value).toBe('failing')
    dead.mockRestore()
    expect(await work.entries.make('comment.written', subject, commentOf('two'))).toMatchObject({
      type: 'kept',
    })
    await until(settled(work))
  })

  it('makes the page start over when it comes back to that, though not over and over', async () => {
    const phone = await setUp()
    await phone.work.close()
    const startOver = vi.fn()
    const work = await open(phone.around, 'ana', undefined, { startOver, report: () => undefined })
    dieAt(1, 'InvalidStateError', 100_000)
    phone.around.comeBack()
    await until(() => startOver.mock.calls.length === 1)
    phone.around.pass(1000)
    phone.around.comeBack()
    await until(() => work.storage.value === 'failing')
    expect(startOver).toHaveBeenCalledOnce()
  })
})

describe('a device without room', () => {
  /** What is written beyond the room fails, as browsers tell it; the reserve makes room. */
  function fill(name: string) {
    let room = 0
    const put = IDBObjectStore.prototype.put
    const add = IDBObjectStore.prototype.add
    const erase = IDBObjectStore.prototype.delete
    const spend = () => {
      if (room-- <= 0) throw new DOMException('no room', name)
    }
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      spend()
      return put.apply(this, given)
    })
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...given) {
      spend()
      return add.apply(this, given)
    })
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (key === 'reserve') room += 20
      return erase.call(this, key)
    })
  }

  it.each(['QuotaExceededError', 'AbortError'])(
    'keeps taps from its reserve and says so (%s)',
    async (name) => {
      const { around, server, work } = await aPhone()
      fill(name)
      const made = await work.entries.make('comment.written', subject, commentOf('one'))
      expect(made.type).toBe('kept')
      expect(work.storage.value).toBe('full')
      await until(() => server.history.length === 1)
      // What the server says waits for room; what is here stays readable.
      const outcome = () => work.view.snapshot.value.outbox[0]?.outcome?.type
      await until(() => (around.pass(1000), outcome() === 'applied'))
      expect(work.view.snapshot.value.cards.size).toBe(1)
      vi.restoreAllMocks()
      await until(() => (around.pass(1000), settled(work)()))
      expect(work.storage.value).toBe('fine')
    },
  )
})

describe('an older version of the app', () => {
  it('that meets the storage of a newer one says to reload, keeps nothing unsaid, and leaves the newer one alone', async () => {
    const { around, work } = await aPhone()
    const newer = await openDB(`${around.ports.prefix}outbox`, 99)
    const made = await work.entries.make('comment.written', subject, commentOf('one'))
    expect(made).toEqual({ type: 'notKept', because: 'appOutdated' })
    expect(work.storage.value).toBe('outdated')
    around.comeBack()
    await new Promise((done) => setTimeout(done, 20))
    expect(work.storage.value).toBe('outdated')
    newer.close()
  })

  it('cannot be opened beside it', async () => {
    const { around, work } = await aPhone()
    await work.close()
    const newer = await openDB(`${around.ports.prefix}outbox`, 99)
    await expect(open(around)).rejects.toBeInstanceOf(OutdatedApp)
    newer.close()
  })
})
