// @vitest-environment node
import 'fake-indexeddb/auto'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { must } from '#shared/base/must.ts'
import { type ProblemCode, problem } from '#shared/protocol/problem.ts'
import { signedText } from '#shared/protocol/quarantine.ts'
import { DEVICE_HEADER, PERSON_HEADER, SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import { openOutboxDatabase } from '../outbox/database.ts'
import { aClientFile, id } from '../replica/testing/a-company.ts'
import { Surroundings, until } from '../replica/testing/a-phone.ts'
import {
  PEOPLE,
  closeAll,
  commentOf,
  forget,
  open,
  settled,
  subject,
} from '../replica/testing/a-workplace.ts'
import { ReplicaStore } from '../replica/replica-store.ts'
import { FakeServer } from '../replica/testing/fake-server.ts'
import { forgetDatabases } from './forget-databases.ts'
import { endWhatIsOver } from './locked-and-over.ts'
import type { Ports } from './ports.ts'
import { isReplicaOfOthers } from './replica-names.ts'
import { handOverOthers } from './hand-over-left.ts'
import { standingHere, welcomeBack } from './standing-here.ts'

const DAY = 86_400_000

afterEach(async () => {
  vi.restoreAllMocks()
  await closeAll()
})

type Pushed = { device: string; entries: { entry: { id: string; data: unknown } }[] }

/** A phone on IndexedDB, and a server that can switch its person off, sign its device out, and take what is handed over. */
async function aPhone(person = 'ana') {
  const server: FakeServer = new FakeServer(PEOPLE, [aClientFile(1, 3)], () => around.nowMs)
  const state = {
    because: null as ProblemCode | null,
    isReachable: true,
    takesOver: true,
    sessionFor: person,
    unreadable: '',
    asked: 0,
    handOvers: 0,
    holdUp: null as Promise<void> | null,
    keyAsked: 0,
  }
  const keys = new Map<string, JsonWebKey>()
  const quarantined: string[] = []
  const answer = (code: ProblemCode) =>
    new Response(JSON.stringify(problem(code, '')), { status: problem(code, '').status })

  async function fetch(url: string, init: RequestInit): Promise<Response> {
    if (!state.isReachable) throw new TypeError('no network')
    const body = typeof init.body === 'string' ? init.body : ''
    const headers = new Headers(init.headers)
    if (url.endsWith('/key')) {
      state.keyAsked++
      await state.holdUp
      keys.set(must(url.split('/').at(-2), 'a device'), (JSON.parse(body) as { key: JsonWebKey }).key)
      return Response.json({})
    }
    if (url.endsWith('/quarantine')) {
      state.handOvers++
      await state.holdUp
      if (!state.takesOver) return answer('unavailable')
      const { device, entries } = JSON.parse(body) as Pushed
      const key = await crypto.subtle.importKey(
        'jwk',
        must(keys.get(device), 'its key'),
        { name: 'ECDSA', namedCurve: 'P-256' },
        false,
        ['verify'],
      )
      const isSigned = await crypto.subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        key,
        Buffer.from(must(headers.get(SIGNATURE_HEADER), 'a signature'), 'base64url'),
        new TextEncoder().encode(signedText(must(headers.get(PERSON_HEADER), 'a person'), body)),
      )
      if (!isSigned) return answer('forbidden')
      if (state.unreadable && body.includes(state.unreadable)) return answer('malformed')
      quarantined.push(...entries.map(({ entry }) => (entry.data as { text: string }).text))
      return Response.json({ kept: entries.map(({ entry }) => entry.id) })
    }
    if (url === '/api/me') state.asked++
    if (state.because) return headers.has(DEVICE_HEADER) ? answer(state.because) : answer('signed-out')
    return server.fetchAs(state.sessionFor)(url, init)
  }

  const around: Surroundings = new Surroundings(fetch)
  const more: Partial<Ports> = {
    replicaStorage: getRxStorageDexie(),
    forgetDatabases,
    subtle: crypto.subtle,
  }
  const ports: Ports = { ...around.ports, ...more }
  const synced = async (who = person) => {
    const work = await open(around, who, undefined, more)
    await until(() => !work.view.snapshot.value.catchingUp, 'the first sync')
    return work
  }
  /** Everything this browser keeps of the phone, as text. */
  const stored = async () => {
    const database = await openOutboxDatabase(`${ports.prefix}outbox`)
    const rows = await Promise.all([
      database.getAll('entries'),
      database.getAll('streams'),
      database.getAllKeys('device'),
    ])
    database.close()
    const names = (await indexedDB.databases()).flatMap(({ name = '' }) =>
      name.includes(ports.prefix) && name !== `${ports.prefix}outbox` ? [name] : [],
    )
    return { text: JSON.stringify(rows), names }
  }
  /** The device knows that the server knows its key, and has nothing more to write of it. */
  const hasKey = async () => {
    const database = await openOutboxDatabase(`${ports.prefix}outbox`)
    const row = await database.get('device', `key:${person}`)
    database.close()
    return row !== undefined && 'isRegistered' in row && row.isRegistered
  }
  return { server, around, ports, state, keys, quarantined, synced, stored, hasKey }
}

describe('a device gets a key of its own', () => {
  it('at its first contact, and tells the server its public half once', async () => {
    const { keys, synced, around } = await aPhone()
    const work = await synced()
    await until(() => keys.size === 1, 'the key')
    const before = [...keys.values()]
    keys.clear()
    around.poke()
    around.pass(61_000)
    await until(() => work.sync.value.state === 'live')
    expect(keys.size).toBe(0)
    expect(before).toMatchObject([{ kty: 'EC', crv: 'P-256' }])
  })

  it('which a server that was restored from before is told again, however many pages it sends', async () => {
    const { keys, synced, around, server } = await aPhone()
    server.pageSize = 1
    server.files.set(id(2), aClientFile(2, 1))
    await synced()
    await until(() => keys.size === 1, 'the key')
    keys.clear()
    server.resetNext = true
    around.comeBack()
    await until(() => keys.size === 1, 'the key again')
  })

  it('and an app that is closed before the server has answered says nothing of it', async () => {
    const { around, state, synced } = await aPhone()
    const reports: unknown[] = []
    around.ports.report = (error) => void reports.push(error)
    const { promise, resolve } = Promise.withResolvers<void>()
    state.holdUp = promise
    const work = await synced()
    await until(() => state.keyAsked > 0, 'the key')
    await work.close()
    forget(work)
    resolve()
    const again = await synced()
    await until(() => state.keyAsked > 1, 'the key again')
    expect(reports).toEqual([])
    expect(again.ending.value).toBeNull()
  })

  it('whose private half no script can read', async () => {
    const { keys, ports, synced } = await aPhone()
    await synced()
    await until(() => keys.size === 1, 'the key')
    const database = await openOutboxDatabase(`${ports.prefix}outbox`)
    const row = await database.get('device', 'key:ana')
    database.close()
    const pair = must(row && 'pair' in row ? row.pair : undefined, 'the pair')
    expect(pair.privateKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow()
  })
})

describe.each([
  ['deactivated', 'deactivated'],
  ['device-signed-out', 'signedOut'],
] as const)('work that is ended from elsewhere (%s)', (code, because) => {
  it('hands over what was not sent, then nothing of the person is left', async () => {
    const { around, state, quarantined, synced, stored, ports, keys } = await aPhone()
    const work = await synced()
    await until(() => keys.size === 1, 'the key')
    state.isReachable = false
    for (const text of ['one', 'two']) await work.entries.make('comment.written', subject, commentOf(text))
    state.because = code
    state.isReachable = true
    around.comeBack()
    await until(() => work.ending.value !== null, 'the end')
    expect(work.ending.value).toEqual({ because, handed: 2, left: 0 })
    expect(quarantined).toEqual(['one', 'two'])
    await work.leave()
    forget(work)
    expect(await handOverOthers(ports, null)).toBe(0)
    expect(await stored()).toEqual({ text: '[[],[],[]]', names: [] })
  })

  it('keeps what cannot be handed over locked, and the rest is gone all the same', async () => {
    const { around, state, quarantined, synced, stored, ports, keys } = await aPhone()
    const work = await synced()
    await until(() => keys.size === 1, 'the key')
    state.isReachable = false
    await work.entries.make('comment.written', subject, commentOf('still here'))
    Object.assign(state, { because: code, isReachable: true, takesOver: false })
    around.comeBack()
    await until(() => work.ending.value !== null, 'the end')
    expect(work.ending.value).toEqual({ because, handed: 0, left: 1 })
    await work.leave()
    forget(work)
    expect((await stored()).names).toEqual([])
    expect((await stored()).text).toContain('still here')
    expect(await standingHere(ports, 'ana')).toEqual({
      type: 'ended',
      ending: { because, handed: 0, left: 1 },
    })
    expect(await handOverOthers(ports, null)).toBe(1)

    state.takesOver = true
    expect(await handOverOthers(ports, 'ben')).toBe(0)
    expect(quarantined).toEqual(['still here'])
    expect((await stored()).text).not.toContain('still here')
  })

  it('hands over all but what the server cannot read, which stays locked', async () => {
    const { around, state, quarantined, synced, stored, keys } = await aPhone()
    const work = await synced()
    await until(() => keys.size === 1, 'the key')
    state.isReachable = false
    for (const text of ['one', 'odd', 'three'])
      await work.entries.make('comment.written', subject, commentOf(text))
    Object.assign(state, { because: code, isReachable: true, unreadable: 'odd' })
    around.comeBack()
    await until(() => work.ending.value !== null, 'the end')
    expect(quarantined).toEqual(['one', 'three'])
    expect(work.ending.value).toEqual({ because, handed: 2, left: 1 })
    await work.leave()
    forget(work)
    expect((await stored()).text).toContain('odd')
  })

  it('goes on where an app that was closed in the middle of it stopped', async () => {
    const { around, state, quarantined, synced, ports, keys } = await aPhone()
    const work = await synced()
    await until(() => keys.size === 1, 'the key')
    state.isReachable = false
    await work.entries.make('comment.written', subject, commentOf('half way'))
    Object.assign(state, { because: code, isReachable: true, takesOver: false })
    around.comeBack()
    await until(() => work.ending.value !== null, 'the end')
    await work.close()
    forget(work)
    state.takesOver = true
    expect(await standingHere(ports, 'ana')).toEqual({
      type: 'ended',
      ending: { because, handed: 0, left: 1 },
    })
    await handOverOthers(ports, null)
    expect(quarantined).toEqual(['half way'])
  })

  it('and begins anew with what is left when the person is back', async () => {
    const { around, state, synced, ports, keys, server } = await aPhone()
    const work = await synced()
    await until(() => keys.size === 1, 'the key')
    state.isReachable = false
    await work.entries.make('comment.written', subject, commentOf('kept for me'))
    Object.assign(state, { because: code, isReachable: true, takesOver: false })
    around.comeBack()
    await until(() => work.ending.value !== null, 'the end')
    await work.leave()
    forget(work)
    state.because = null
    await welcomeBack(ports, 'ana')
    expect(await standingHere(ports, 'ana')).toEqual({ type: 'open' })
    await synced()
    await until(() => server.history.length === 1, 'the comment')
  })
})

describe('an account that is switched off as the days of its device run out', () => {
  it('is over for that, and its work is handed over undisturbed', async () => {
    const { around, state, synced, quarantined, hasKey } = await aPhone()
    const reports: unknown[] = []
    around.ports.report = (error) => void reports.push(error)
    const work = await synced()
    await vi.waitUntil(hasKey)
    state.isReachable = false
    await work.entries.make('comment.written', subject, commentOf('in the cellar'))
    const { promise, resolve } = Promise.withResolvers<void>()
    Object.assign(state, { isReachable: true, because: 'deactivated', holdUp: promise })
    around.comeBack()
    await until(() => state.handOvers > 0, 'the hand-over')
    around.nowMs += 20 * DAY
    around.comeBack()
    await until(() => work.leaseLeftMs.value === 0, 'the look')
    around.comeBack()
    await work.outbox.all()
    expect(work.ending.value).toBeNull()
    resolve()
    await until(() => work.ending.value !== null, 'the goodbye')
    expect(work.ending.value).toEqual({ because: 'deactivated', handed: 1, left: 0 })
    expect([quarantined, reports]).toEqual([['in the cellar'], []])
  })
})

describe('an end that the device could not keep', () => {
  it('is heard again with the next call', async () => {
    const { around, state, synced } = await aPhone()
    const reports: unknown[] = []
    around.ports.report = (error) => void reports.push(error)
    const work = await synced()
    const begin = IDBDatabase.prototype.transaction
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...given) {
      if (given[0] === 'device' && given[1] === 'readwrite' && reports.length === 0)
        throw new DOMException('Connection lost', 'UnknownError')
      return begin.apply(this, given)
    })
    state.because = 'deactivated'
    around.comeBack()
    await until(() => reports.length > 0, 'the report')
    around.comeBack()
    await until(() => work.ending.value !== null, 'the end')
  })
})

describe('a session that ran out while the phone was offline', () => {
  it('lets its person work on, and one sign-in sends it all', async () => {
    const { around, state, synced, ports, server } = await aPhone()
    const work = await synced()
    state.because = 'signed-out'
    around.nowMs += 13 * DAY
    around.comeBack()
    await until(() => work.sync.value.stoppedBecause === 'signIn', 'the question to sign in')
    for (const text of ['one', 'two', 'three'])
      expect((await work.entries.make('comment.written', subject, commentOf(text))).type).toBe('kept')
    expect(work.ending.value).toBeNull()
    state.because = null
    await welcomeBack(ports, 'ana')
    work.wake()
    await until(settled(work), 'the answers')
    expect(server.history.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  it('keeps the first one’s work apart and untouched when somebody else signs in', async () => {
    const { around, state, synced, ports, server, stored } = await aPhone()
    const ana = await synced()
    state.because = 'signed-out'
    around.comeBack()
    await until(() => ana.sync.value.stoppedBecause === 'signIn', 'the question to sign in')
    await ana.entries.make('comment.written', subject, commentOf('Ana’s own'))
    await ana.leave()
    forget(ana)

    Object.assign(state, { because: null, sessionFor: 'ben', takesOver: false })
    await welcomeBack(ports, 'ben')
    const ben = await open(around, 'ben', undefined, {
      replicaStorage: getRxStorageDexie(),
      forgetDatabases,
      subtle: crypto.subtle,
    })
    await until(() => ben.sync.value.state === 'live', 'Ben’s first sync')
    expect(ben.view.snapshot.value.outbox).toEqual([])
    await handOverOthers(ports, 'ben')
    expect((await stored()).text).toContain('Ana’s own')
    await ben.leave()
    forget(ben)

    state.sessionFor = 'ana'
    await welcomeBack(ports, 'ana')
    await synced()
    await until(() => server.history.some(({ text, by }) => text === 'Ana’s own' && by === 'ana'), 'it')
  })
})

describe('a device that is offline for too long', () => {
  it('locks in every tab that is open, keeps what was not sent, and sends it after a sign-in', async () => {
    const { around, state, synced, ports, server } = await aPhone()
    // Two tabs of one process must share what two tabs of a browser would each open.
    const store = await ReplicaStore.open(`${ports.prefix}shared`, ports.replicaStorage)
    const work = await open(around, 'ana', store)
    await until(() => !work.view.snapshot.value.catchingUp, 'the first sync')
    const second = await open(around, 'ana', store)
    state.isReachable = false
    await work.entries.make('comment.written', subject, commentOf('in the cellar'))
    const halfDays = async (n: number) => {
      for (let passed = 0; passed < n; passed++) {
        around.pass(DAY / 2)
        await new Promise((done) => setTimeout(done, 2))
      }
    }
    await halfDays(27)
    expect([work.ending.value, second.ending.value]).toEqual([null, null])
    await until(() => (second.leaseLeftMs.value ?? DAY) < DAY || (around.pass(20_000), false), 'the warning')
    await halfDays(2)
    const isLocked = () => work.ending.value !== null && second.ending.value !== null
    await until(() => isLocked() || (around.pass(20_000), false), 'the lock')
    expect(work.ending.value).toEqual({ because: 'lease', handed: 0, left: 1 })
    for (const tab of [work, second]) {
      await tab.close()
      forget(tab)
    }
    await store.close()
    const standing = await standingHere(ports, 'ana')
    expect(standing).toMatchObject({ type: 'lapsed', records: [{ entry: { kind: 'comment.written' } }] })

    state.isReachable = true
    await welcomeBack(ports, 'ana')
    expect(await standingHere(ports, 'ana')).toEqual({ type: 'open' })
    await synced()
    await until(() => server.history.length === 1, 'the comment')
  })

  it('is locked when it is opened after its days, and a network alone does not open it', async () => {
    const { around, synced, ports } = await aPhone()
    const work = await synced()
    await work.close()
    forget(work)
    around.nowMs += 20 * DAY
    expect((await standingHere(ports, 'ana')).type).toBe('lapsed')
    around.nowMs += 3_600_000
    expect((await standingHere(ports, 'ana')).type).toBe('lapsed')
  })

  it('gives up what it keeps once it hears, still locked, that its person no longer works here', async () => {
    const { around, synced, ports, state, stored, quarantined, hasKey } = await aPhone()
    const work = await synced()
    await vi.waitUntil(hasKey)
    state.isReachable = false
    await work.entries.make('comment.written', subject, commentOf('in the cellar'))
    await work.close()
    forget(work)
    around.nowMs += 20 * DAY
    expect((await standingHere(ports, 'ana')).type).toBe('lapsed')

    const beginAnew = vi.fn()
    endWhatIsOver(ports, 'ana', beginAnew)
    Object.assign(state, { isReachable: true, because: 'signed-out' })
    around.comeBack()
    await until(() => state.asked > 0, 'the question')
    expect((await standingHere(ports, 'ana')).type).toBe('lapsed')
    state.because = 'deactivated'
    around.comeBack()
    await until(() => beginAnew.mock.calls.length > 0, 'the end')
    expect((await standingHere(ports, 'ana')).type).toBe('ended')
    await handOverOthers(ports, null)
    await forgetDatabases(isReplicaOfOthers(ports.prefix, null))
    expect(quarantined).toEqual(['in the cellar'])
    expect(await stored()).toEqual({ text: '[[],[],[]]', names: [] })
  })

  it('does not lock for a clock that leaps while the server is there to set it right', async () => {
    const { around, synced } = await aPhone()
    const work = await synced()
    around.nowMs += 400 * DAY
    around.comeBack()
    await until(() => work.sync.value.state === 'live' && work.view.snapshot.value.asOfMs !== null)
    around.nowMs -= 400 * DAY
    around.pass(21_000)
    around.pass(21_000)
    await until(() => work.sync.value.state === 'live')
    expect(work.ending.value).toBeNull()
  })
})

describe('the clock of the device', () => {
  it.each([26 * 3_600_000, -26 * 3_600_000, -400 * DAY])(
    'that is off by %i ms is told, and what is done still arrives in its order',
    async (offMs) => {
      const { around, synced, server, state } = await aPhone()
      const work = await synced()
      state.isReachable = false
      await work.entries.make('comment.written', subject, commentOf('before'))
      around.nowMs += offMs
      const serverNow = around.nowMs - offMs
      const pull = server.pull.bind(server)
      vi.spyOn(server, 'pull').mockImplementation((...asked) => ({ ...pull(...asked), now: serverNow }))
      await work.entries.make('comment.written', subject, commentOf('after'))
      state.isReachable = true
      around.comeBack()
      await until(settled(work), 'the answers')
      expect(server.history.map(({ text }) => text)).toEqual(['before', 'after'])
      await until(() => Math.abs(work.told.value.clockOffMs + offMs) < 60_000, 'the notice')
      around.pass(21_000)
      await until(() => work.sync.value.state === 'live')
      expect(work.ending.value).toBeNull()
    },
  )
})
