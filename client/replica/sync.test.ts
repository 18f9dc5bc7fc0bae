// @vitest-environment node
import { watch } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { figuresOf } from '#shared/figures/client-figures.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import type { Push } from '#shared/protocol/push.ts'
import type { Made } from '../outbox/made.ts'
import type { Ports } from '../session/ports.ts'
import { fileIdOf } from './file-id.ts'
import { digestsOf } from './replica-digest.ts'
import { ReplicaStore } from './replica-store.ts'
import type { Snapshot } from './snapshot.ts'
import { DISPUTE, PRICE, aClientFile, anAction, id } from './testing/a-company.ts'
import { Surroundings, until } from './testing/a-phone.ts'
import {
  CLIENT,
  FILE,
  PEOPLE,
  closeAll,
  commentOf,
  open,
  setUp,
  settled,
  subject,
} from './testing/a-workplace.ts'
import { FakeServer } from './testing/fake-server.ts'
import { agendaRows } from './useAgenda.ts'
import { totalsOf } from './useTotals.ts'

const opening = (actionId: string, itemIds: string[]) => ({
  actionId,
  type: 'followUp' as const,
  kind: 'dispute' as const,
  name: 'Price dispute',
  dueOn: '2026-11-30',
  ownerId: 'ana',
  resolverId: null,
  reasonId: PRICE,
  on: '2026-11-22',
  itemIds,
  move: false,
  comment: null,
})

const requalified = (itemIds: string[]) => ({
  itemIds,
  statusId: DISPUTE,
  on: '2026-11-22',
  comment: null,
  reasonId: null,
  disputedMinor: {},
  next: { mode: 'scenario' as const },
})

const aPush = { stream: id(1), sentAt: 1, device: 'd', waiting: 0 }

function kept(made: Made): string {
  if (made.type !== 'kept') throw new Error(JSON.stringify(made))
  return made.entryId
}

afterEach(closeAll)

describe('a first sync', () => {
  it('brings settings, files, lists and figures, page by page', async () => {
    const files = [aClientFile(1, 3), aClientFile(2, 450), aClientFile(3, 1)]
    const clock = new FakeServer(PEOPLE, files, () => Date.parse('2026-11-22T10:00:00Z'))
    clock.pageSize = 1
    const around = new Surroundings(clock.fetchAs('ana'))
    const work = await open(around)
    await until(() => !work.view.snapshot.value.catchingUp)
    const { cards, agenda, me } = work.view.snapshot.value
    expect([...cards.values()].map(({ name }) => name).sort()).toEqual(['Client 1', 'Client 2', 'Client 3'])
    expect(me.role).toBe('collector')
    expect([...agenda.values()].flat()).toHaveLength(3)
    const totals = totalsOf([...cards.values()], 'EUR', '2026-11-22')
    expect(totals.byCurrency).toMatchObject([{ outstandingMinor: 454 * 10_000, overdueMinor: 454 * 10_000 }])
    const [big] = await work.view.filesOfClient(id(2))
    expect(big?.file.items).toHaveLength(450)
  })

  it('starts offline with what it has', async () => {
    const { around } = await setUp()
    await closeAll()
    const again = await open(around)
    expect(again.view.snapshot.value).toMatchObject({ isReady: true, catchingUp: false })
    expect(again.view.snapshot.value.cards.size).toBe(1)
  })
})

describe('pages', () => {
  it('a patch changes rows of a file, also in its further parts, and leaves the rest', async () => {
    const { server, around, work } = await setUp([aClientFile(1, 450)])
    const last = id(1449)
    server.change(CLIENT, (file) => ({
      ...file,
      items: file.items.map((item) => (item.id === last ? { ...item, balanceMinor: 1 } : item)),
    }))
    around.poke()
    await until(() => work.view.snapshot.value.reached === server.version)
    const [seen] = await work.view.filesOfClient(CLIENT)
    expect(seen?.file.items).toHaveLength(450)
    expect(seen?.file.items.at(-1)?.balanceMinor).toBe(1)
    expect(seen?.card.figures).toEqual(
      figuresOf(must(server.files.get(CLIENT), 'file').items, server.company()),
    )
  })

  it('a file that leaves takes its lists, history and rows with it', async () => {
    const { server, around, work } = await setUp([aClientFile(1, 450), aClientFile(2, 1)])
    kept(
      await work.entries.make('comment.written', subject, {
        actionId: null,
        itemIds: [],
        text: 'Hi',
        visibility: 'internal',
      }),
    )
    await until(settled(work))
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, collectorId: 'ben' } }))
    around.poke()
    await until(() => work.view.snapshot.value.reached === server.version)
    expect([...work.view.snapshot.value.cards.keys()]).toEqual([fileIdOf('client', id(2))])
    expect([...work.view.snapshot.value.agenda.keys()]).toEqual([fileIdOf('client', id(2))])
    expect(await work.view.filesOfClient(CLIENT)).toEqual([])
    const made = await work.entries.make('comment.written', subject, {
      actionId: null,
      itemIds: [],
      text: 'x',
      visibility: 'internal',
    })
    expect(made).toMatchObject({ type: 'refused' })
  })

  it('a case given to a resolver comes with its items and without totals of the client', async () => {
    const { server, around, work } = await setUp([aClientFile(1, 3)], 'rui')
    expect(work.view.snapshot.value.cards.size).toBe(0)
    server.change(CLIENT, (file) => ({ ...file, actions: [anAction(77, CLIENT, { resolverId: 'rui' })] }))
    around.poke()
    await until(() => work.view.snapshot.value.cards.size === 1)
    const [seen] = await work.view.filesOfClient(CLIENT)
    expect(seen).toMatchObject({ holds: 'case', fileId: `case:${id(77)}` })
    expect(agendaRows(work.view.snapshot.value, {})).toHaveLength(1)
    server.change(CLIENT, (file) => ({ ...file, actions: [anAction(77, CLIENT, { resolverId: null })] }))
    around.poke()
    await until(() => work.view.snapshot.value.cards.size === 0)
    expect(agendaRows(work.view.snapshot.value, {})).toHaveLength(0)
  })

  it('a page that broke off before its position comes again and changes nothing else', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 3)], () => 0)
    const around = new Surroundings(server.fetchAs('ana'))
    const store = await ReplicaStore.open(`${around.ports.prefix}r`, around.ports.replicaStorage)
    const page = server.pull({ cursor: null, device: 'd', waiting: 0 }, 'ana')
    const now = { ms: 1, dayOf: () => '2026-11-22' }
    const crash = () => Promise.reject(new Error('killed'))
    await expect(store.writePage(page, now, crash)).rejects.toThrow('killed')
    expect(await store.position()).toBeNull()
    await store.writePage(page, now, async () => undefined)
    await store.writePage(page, now, async () => undefined)
    expect((await store.position())?.reached).toBe(1)
    expect((await store.files([FILE])).get(FILE)?.file).toEqual(server.files.get(CLIENT))
    expect(await store.summaries('all')).toHaveLength(1)
    await store.close()
  })

  it('a first page that broke off leaves nothing behind of a file that is gone when it comes again', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 3), aClientFile(2, 1)], () => 0)
    const around = new Surroundings(server.fetchAs('ana'))
    const store = await ReplicaStore.open(`${around.ports.prefix}r`, around.ports.replicaStorage)
    const now = { ms: 1, dayOf: () => '2026-11-22' }
    const ask = () => server.pull({ cursor: null, device: 'd', waiting: 0 }, 'ana')
    const crash = () => Promise.reject(new Error('killed'))
    await expect(store.writePage(ask(), now, crash)).rejects.toThrow('killed')
    server.files.delete(id(2))
    await store.writePage(ask(), now, async () => undefined)
    expect((await store.summaries('all')).map(({ fileId }) => fileId)).toEqual([FILE])
    expect((await store.files([fileIdOf('client', id(2))])).size).toBe(0)
    await store.close()
  })

  it('a tab closed while it lets go of another history lets go of it again', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 3), aClientFile(2, 1)], () => 0)
    const around = new Surroundings(server.fetchAs('ana'))
    const { storage, breakAt } = breakable(around.ports.replicaStorage)
    const store = await ReplicaStore.open(`${around.ports.prefix}r`, storage)
    const now = { ms: 1, dayOf: () => '2026-11-22' }
    const ask = (cursor: string | null) => server.pull({ cursor, device: 'd', waiting: 0 }, 'ana')
    await store.writePage(ask(null), now, async () => undefined)
    const before = must(await store.position(), 'the position')
    server.files.delete(id(2))
    server.resetNext = true
    const page = ask(before.cursor)
    breakAt('files')
    await expect(store.writePage(page, now, async () => undefined, 1)).rejects.toThrow('killed')
    // Without this position the server would not know that the rest has to go.
    expect(await store.position()).toEqual(before)
    breakAt(null)
    await store.writePage(page, now, async () => undefined, 1)
    expect([...(await store.files([FILE, fileIdOf('client', id(2))])).keys()]).toEqual([FILE])
    await store.close()
  })

  it('a tab closed before the history of one’s own entry is written leaves the file as it was', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 3)], () => 0)
    const around = new Surroundings(server.fetchAs('ana'))
    const { storage, breakAt } = breakable(around.ports.replicaStorage)
    const store = await ReplicaStore.open(`${around.ports.prefix}r`, storage)
    const now = { ms: 1, dayOf: () => '2026-11-22' }
    const ask = (cursor: string | null) => server.pull({ cursor, device: 'd', waiting: 0 }, 'ana')
    await store.writePage(ask(null), now, async () => undefined)
    const versionOf = async () => (await store.files([FILE])).get(FILE)?.version
    const before = await versionOf()
    const entry = {
      id: id(700),
      kind: 'items.requalified',
      v: 1,
      by: 'ana',
      subject,
      at: 1,
      device: 'd',
      seen: { version: 1, stamp: 's1' },
      data: requalified([id(1000)]),
    }
    server.push({ ...aPush, entries: [{ n: 1, entry }] }, 'ana')
    const page = ask(must(await store.position(), 'the position').cursor)
    breakAt('history')
    await expect(store.writePage(page, now, async () => undefined)).rejects.toThrow('killed')
    // Its version says that what was done up to it is told; the entry would be neither waiting nor told.
    expect(await versionOf()).toBe(before)
    breakAt(null)
    await store.writePage(page, now, async () => undefined)
    expect(await versionOf()).toBe(server.version)
    await store.close()
  })

  it('that shows another history meanwhile says of when that is', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 3)], () => 0)
    const around = new Surroundings(server.fetchAs('ana'))
    const store = await ReplicaStore.open(`${around.ports.prefix}r`, around.ports.replicaStorage)
    const write = (page: PullAnswer, ms: number, history: number) =>
      store.writePage(page, { ms, dayOf: () => '2026-11-22' }, async () => undefined, history)
    const ask = (cursor: string | null) => server.pull({ cursor, device: 'd', waiting: 0 }, 'ana')
    await write(ask(null), 1, 0)
    server.resetNext = true
    const page = ask(must(await store.position(), 'the position').cursor)
    await write({ ...page, more: true }, 2, 1)
    expect(await store.position()).toMatchObject({ asOfMs: 1, more: true })
    await write({ ...page, reset: false }, 3, 1)
    expect(await store.position()).toMatchObject({ asOfMs: 3, more: false })
    await store.close()
  })

  it('tells in a digest nothing of what it keeps beyond the horizon for an unanswered entry', async () => {
    const closed = anAction(500, CLIENT, { closedOn: '2026-08-24', closedBy: 'ana', closedAt: 1 })
    let nowMs = Date.parse('2026-11-22T10:00:00Z')
    const server = new FakeServer(PEOPLE, [{ ...aClientFile(1, 3), actions: [closed] }], () => nowMs)
    const around = new Surroundings(server.fetchAs('ana'))
    const store = await ReplicaStore.open(`${around.ports.prefix}r`, around.ports.replicaStorage)
    const write = (waitsFor: ReadonlySet<string>) => {
      const page = server.pull({ cursor: null, device: 'd', waiting: 0 }, 'ana')
      return store.writePage(page, { ms: 1, dayOf: () => '2026-11-22', waitsFor }, async () => undefined)
    }
    const digest = async () => (await digestsOf(store, [FILE], '2026-08-25'))[0]
    const held = async () => (await store.files([FILE])).get(FILE)?.file.actions.length
    await write(new Set())
    nowMs += 86_400_000
    server.change(CLIENT, (file) => ({ ...file }))
    await write(new Set([CLIENT]))
    const [kept, told] = [await held(), await digest()]
    await write(new Set())
    expect([kept, await held()]).toEqual([1, 0])
    expect(told).toEqual(await digest())
    await store.close()
  })

  it('never writes a file older than the replica’s', async () => {
    const server = new FakeServer(PEOPLE, [aClientFile(1, 3)], () => 0)
    const around = new Surroundings(server.fetchAs('ana'))
    const store = await ReplicaStore.open(`${around.ports.prefix}r`, around.ports.replicaStorage)
    const now = { ms: 1, dayOf: () => '2026-11-22' }
    const old = server.pull({ cursor: null, device: 'd', waiting: 0 }, 'ana')
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'New' } }))
    await store.writePage(
      server.pull({ cursor: null, device: 'd', waiting: 0 }, 'ana'),
      now,
      async () => undefined,
    )
    await store.writePage(old, now, async () => undefined)
    expect((await store.files([FILE])).get(FILE)?.file.client.name).toBe('New')
    await store.close()
  })
})

describe('an entry', () => {
  it('shows at once, everywhere, and the server’s answer is what was predicted', async () => {
    const { server, work } = await setUp()
    server.faults.push({ path: 'push', fault: 'cut' })
    const release = work.view.watchFile(FILE)
    kept(await work.entries.make('action.opened', subject, opening(id(500), [id(1000), id(1001)])))
    const seen = must(work.view.snapshot.value.files.get(FILE), 'the file')
    expect(seen.file.actions).toMatchObject([{ id: id(500) }])
    expect(seen.pendingEntryIds).toHaveLength(1)
    expect(seen.history.at(-1)).toMatchObject({ kind: 'action.opened', number: null })
    expect(agendaRows(work.view.snapshot.value, {})).toMatchObject([
      { isStep: true },
      { id: id(500), isPending: true },
    ])
    work.wake()
    await until(settled(work))
    const after = must(work.view.snapshot.value.files.get(FILE), 'the file')
    expect(after.pendingEntryIds).toEqual([])
    expect(bare(after.file)).toEqual(bare(seen.file))
    expect(after.history.map(({ number }) => number)).toEqual([1])
    expect(agendaRows(work.view.snapshot.value, {}).some(({ isPending }) => isPending)).toBe(false)
    release()
  })

  it('moves the figures at once, marked provisional, and they equal the server’s after sync', async () => {
    const { server, work } = await setUp()
    server.faults.push({ path: 'push', fault: 'cut' })
    kept(await work.entries.make('items.requalified', subject, requalified([id(1000)])))
    const card = must(work.view.snapshot.value.cards.get(FILE), 'the card')
    expect(card).toMatchObject({
      isProvisional: true,
      figures: [{ disputedMinor: 10_000, disputedCount: 1 }],
    })
    work.wake()
    await until(settled(work))
    expect(work.view.snapshot.value.cards.get(FILE)).toEqual({ ...card, isProvisional: false })
  })

  it('never flickers: between the tap and the settled page no emission lacks it', async () => {
    const { server, around, work } = await setUp()
    const release = work.view.watchFile(FILE)
    await until(() => work.view.snapshot.value.files.has(FILE))
    const emissions: Snapshot[] = []
    const stop = watch(work.view.snapshot, (snapshot) => emissions.push(snapshot), { flush: 'sync' })
    server.faults.push({ path: 'push', fault: 'lost' })
    const made = work.entries.make('action.opened', subject, opening(id(500), [id(1000)]))
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'Renamed meanwhile' } }))
    kept(await made)
    const from = emissions.findIndex((snapshot) => has(snapshot, id(500)))
    around.poke()
    around.pass(5000)
    await until(settled(work))
    stop()
    expect(emissions.length).toBeGreaterThan(1)
    for (const snapshot of emissions.slice(from)) {
      expect(has(snapshot, id(500))).toBe(true)
      expect(snapshot.files.get(FILE)?.history.filter(({ kind }) => kind === 'action.opened')).toHaveLength(1)
      expect(agendaRows(snapshot, {}).filter((row) => row.id === id(500))).toHaveLength(1)
    }
    release()
  })

  it('that is refused here is not kept', async () => {
    const { server, work } = await setUp()
    const made = await work.entries.make('action.changed', subject, {
      actionId: id(999),
      fields: { dueOn: '2026-12-01' },
      comment: null,
    })
    expect(made).toEqual({ type: 'refused', refusal: { type: 'notFound', what: 'action' } })
    expect(work.view.snapshot.value.outbox).toEqual([])
    expect(server.pushes).toEqual([])
  })

  it('that the server refuses disappears from the file and asks its author', async () => {
    const { server, work } = await setUp()
    server.faults.push({ path: 'push', fault: 503 })
    const entryId = kept(await work.entries.make('action.opened', subject, opening(id(500), [id(1000)])))
    server.change(CLIENT, (file) => ({
      ...file,
      items: file.items.map((item) => ({ ...item, closedOn: '2026-11-22' })),
    }))
    work.wake()
    await until(settled(work))
    const [record] = work.view.snapshot.value.outbox
    expect(record).toMatchObject({ entry: { id: entryId }, outcome: { type: 'refused' } })
    expect(agendaRows(work.view.snapshot.value, {})).toEqual([])
  })

  it('whose answer the server lost by going back is sent again at once', async () => {
    const { server, work } = await setUp()
    const { version, files } = server
    const file = must(files.get(CLIENT), 'the file')
    server.faults.push({ path: 'pull', fault: 'cut' })
    await work.entries.make('comment.written', subject, {
      actionId: null,
      itemIds: [],
      text: 'Called',
      visibility: 'internal',
    })
    await until(() => server.faults.length === 0, 'the answer')
    Object.assign(server, { version })
    server.settled.clear()
    server.files.set(CLIENT, file)
    server.history.splice(0)
    work.wake()
    await until(() => server.pushes.length === 2, 'the second push')
    await until(settled(work))
  })

  it('that a server which went back has deferred, and ended before this device looks, is asked about again', async () => {
    const { server, work } = await setUp()
    const push = server.push.bind(server)
    const otherHistory = () => new Response(JSON.stringify({ code: 'other-history' }), { status: 409 })
    const deferred = ({ entries }: Push) => {
      for (const { entry } of entries) push({ ...aPush, entries: [{ n: 1, entry }] }, 'ana')
      const outcome = { type: 'deferred' as const }
      return {
        outcomes: entries.map(({ entry }) => ({ entryId: entry.id, outcome, version: server.version })),
      }
    }
    const answers = [otherHistory, deferred]
    server.push = (asked, by) => answers.shift()?.(asked) ?? push(asked, by)
    server.resetNext = true
    const entryId = kept(await work.entries.make('comment.written', subject, commentOf('Called')))
    await until(() => answers.length === 0 && !server.resetNext, 'the first page of the other history')
    await until(settled(work))
    expect(work.view.snapshot.value.outbox).toMatchObject([
      { entry: { id: entryId }, outcome: { type: 'applied' } },
    ])
  })

  it('whose answer is of another history than the replica waits no longer once that has come anew', async () => {
    const { server, work } = await setUp()
    const push = server.push.bind(server)
    const answers = [() => new Response(JSON.stringify({ code: 'other-history' }), { status: 409 })]
    server.push = (asked, by) => answers.shift()?.() ?? push(asked, by)
    await work.entries.make('comment.written', subject, commentOf('Called'))
    // The replica stood where the server went back to: its cursor is as good as before.
    await until(settled(work))
    expect(work.view.snapshot.value.cards.get(FILE)?.isProvisional).toBe(false)
  })

  it('is undone: taken out while unsent, put back by an entry of its own when sent', async () => {
    const { server, work } = await setUp()
    server.faults.push({ path: 'push', fault: 'cut' }, { path: 'pull', fault: 'cut' })
    const first = kept(await work.entries.make('items.requalified', subject, requalified([id(1000)])))
    await until(() => work.view.snapshot.value.outbox[0]?.state === 'sent' || server.faults.length === 0)
    const [made] = await work.entries.undo([first])
    expect(made?.type).toBe('kept')
    expect(work.view.snapshot.value.cards.get(FILE)?.figures[0]?.disputedMinor).toBe(0)
    work.wake()
    await until(settled(work))
    expect(server.files.get(CLIENT)?.items[0]?.statusId).toBeNull()
    expect(work.view.snapshot.value.cards.get(FILE)?.figures[0]?.disputedMinor).toBe(0)
  })

  it('of one gesture on several clients shares a batch', async () => {
    const { work, server } = await setUp([aClientFile(1, 1), aClientFile(2, 1)])
    const data = { actionId: null, itemIds: [], text: 'Called', visibility: 'internal' as const }
    const made = await work.entries.makeBatch('comment.written', [
      { subject, data },
      { subject: { type: 'client', id: id(2) }, data },
    ])
    expect(made.map(({ type }) => type)).toEqual(['kept', 'kept'])
    await until(settled(work))
    const batches = server.pushes.flatMap(({ entries }) => entries.map(({ entry }) => entry.batch))
    expect(new Set(batches).size).toBe(1)
  })
})

const has = (snapshot: Snapshot, actionId: string) =>
  snapshot.files.get(FILE)?.file.actions.some((action) => action.id === actionId) ?? false

/** A storage of which one collection can be made to fail its writes. */
function breakable(whole: Ports['replicaStorage']) {
  let broken: string | null = null
  const storage: Ports['replicaStorage'] = {
    ...whole,
    async createStorageInstance(params) {
      const instance = await whole.createStorageInstance(params)
      const write = instance.bulkWrite.bind(instance)
      instance.bulkWrite = async (rows, context) => {
        if (broken === params.collectionName) throw new Error('killed')
        return write(rows, context)
      }
      return instance
    },
  }
  return { storage, breakAt: (collection: string | null) => void (broken = collection) }
}

/** A file without what only the server writes: versions, and moments that it clamps. */
function bare(file: ClientFile): unknown {
  return JSON.parse(JSON.stringify(file), (key, value: unknown) =>
    key === 'version' || key === 'stamps' ? undefined : value,
  )
}
