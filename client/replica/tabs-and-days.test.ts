// @vitest-environment node
import { watch } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { aClientFile, anAction, anItem, id } from './testing/a-company.ts'
import { until } from './testing/a-phone.ts'
import {
  CLIENT,
  FILE,
  closeAll,
  commentOf,
  forget,
  open,
  setUp,
  settled,
  subject,
} from './testing/a-workplace.ts'
import { agendaRows } from './useAgenda.ts'

afterEach(closeAll)

describe('two tabs', () => {
  it('both append; one sends, in the order of the taps; both show everything', async () => {
    const { around, work, server, store } = await setUp(undefined, 'ana', true)
    const other = await open(around, 'ana', store)
    await other.entries.make('comment.written', subject, commentOf('one'))
    await work.entries.make('comment.written', subject, commentOf('two'))
    await other.entries.make('comment.written', subject, commentOf('three'))
    await until(settled(work))
    await until(settled(other))
    expect(server.history.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(new Set(server.pushes.map(({ stream }) => stream)).size).toBe(1)
    for (const tab of [work, other]) {
      const [seen] = await tab.view.filesOfClient(CLIENT)
      expect(seen?.history.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    }
  })

  it('the other takes over when the one that sends is closed', async () => {
    const { around, work, server, store } = await setUp(undefined, 'ana', true)
    const other = await open(around, 'ana', store)
    await work.close()
    forget(work)
    await other.entries.make('comment.written', subject, commentOf('after'))
    await until(settled(other))
    expect(server.history.map(({ text }) => text)).toEqual(['after'])
  })

  it('a tab that missed every message shows one page, never two halves', async () => {
    const { around, work, server, store } = await setUp(undefined, 'ana', true)
    const other = await open(around, 'ana', store, { openChannel: () => deaf })
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
      server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name } }))
      around.poke()
      await until(() => work.view.snapshot.value.reached === server.version)
    }
    await other.view.refresh()
    expect(other.view.snapshot.value.cards.get(FILE)?.name).toBe('F')
    expect(other.view.snapshot.value.reached).toBe(server.version)
  })
})

describe('days', () => {
  it('today turns at midnight of the company in an open app, and with it the rates', async () => {
    const dollars = { ...aClientFile(1, 0), items: [anItem(1000, CLIENT, { currency: 'USD' })] }
    const { around, work } = await setUp([dollars])
    expect(work.view.snapshot.value.today).toBe('2026-11-22')
    expect(work.view.snapshot.value.cards.get(FILE)?.converted.outstandingMinor).toBe(9000)
    around.pass(Date.parse('2026-11-22T22:59:59Z') - around.nowMs)
    expect(work.view.snapshot.value.today).toBe('2026-11-22')
    around.pass(30_000)
    await until(() => work.view.snapshot.value.today === '2026-11-23')
    await until(() => work.view.snapshot.value.cards.get(FILE)?.converted.outstandingMinor === 8000)
  })

  it('the day that turns over a slow page waits for it, and takes nothing from it', async () => {
    const { around, work, server, store } = await setUp([aClientFile(1, 1)], 'ana', true)
    const slow = must(store, 'the replica')
    const write = slow.writePage.bind(slow)
    let goOn = () => {}
    let isWriting = false
    slow.writePage = async (...given) => {
      isWriting = true
      await new Promise<void>((done) => (goOn = done))
      isWriting = false
      return write(...given)
    }
    let ratesOverPage = false
    const follow = slow.followRates.bind(slow)
    slow.followRates = (...given) => {
      ratesOverPage ||= isWriting
      return follow(...given)
    }
    server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'Slow' } }))
    around.poke()
    await until(() => isWriting)
    for (let seconds = 0; seconds < 40; seconds++) {
      around.pass(1000)
      await new Promise((done) => setTimeout(done, 1))
    }
    expect(ratesOverPage).toBe(false)
    goOn()
    await until(() => work.view.snapshot.value.cards.get(FILE)?.name === 'Slow')
    expect(work.sync.value.state).toBe('live')
  })

  it('is the company’s, whatever the clock of the device says', async () => {
    const { around, work, server } = await setUp([aClientFile(1, 1)])
    server.clockOffMs = -3 * 86_400_000
    around.comeBack()
    const { snapshot } = work.view
    await until(() => snapshot.value.today === '2026-11-19' || (around.pass(20_000), false), 'the day')
  })

  it('what closed before the horizon leaves when the horizon moves', async () => {
    const file = aClientFile(1, 1)
    const closed = anItem(2000, CLIENT, { closedOn: '2026-08-24' })
    const action = anAction(600, CLIENT, { closedOn: '2026-08-24' })
    const { around, work, server } = await setUp([
      { ...file, items: [...file.items, closed], actions: [action] },
    ])
    expect((await work.view.filesOfClient(CLIENT))[0]?.file.items).toHaveLength(2)
    around.pass(2 * 86_400_000)
    around.poke()
    await until(() => work.view.snapshot.value.today === '2026-11-24')
    server.change(CLIENT, (was) => ({ ...was, client: { ...was.client, name: 'Moved' } }))
    around.poke()
    await until(() => work.view.snapshot.value.reached === server.version)
    const [seen] = await work.view.filesOfClient(CLIENT)
    expect(seen?.file.items.map((item) => item.id)).toEqual(file.items.map((item) => item.id))
    expect(seen?.file.actions).toEqual([])
    expect([...must(work.view.snapshot.value.agenda.get(FILE), 'rows')].every(({ isStep }) => isStep)).toBe(
      true,
    )
  })

  it.each(['patches', 'whole files'])(
    'that pass over what an unanswered entry rests on take it only once that is answered, also when they bring %s',
    async (brought) => {
      const closed = { closedOn: '2026-08-26', closedBy: 'ana', closedAt: 1 }
      const actions = [anAction(500, CLIENT, closed), anAction(501, CLIENT, closed)]
      const { around, work, server } = await setUp([{ ...aClientFile(1, 1), actions }])
      const reopening = { actionId: id(500), on: '2026-11-22', dueOn: '2026-12-24' }
      const shown = () => work.view.snapshot.value.files.get(FILE)?.file.actions.map(({ id }) => id)
      const push = server.push.bind(server)
      const release = work.view.watchFile(FILE)
      server.push = () => new Response('{}', { status: 503 })
      await work.entries.make('action.reopened', subject, reopening)
      const isGone: boolean[] = []
      const stop = watch(work.view.snapshot, () => isGone.push(!shown()?.includes(id(500))), {
        flush: 'sync',
      })
      server.resetNext = brought === 'whole files'
      for (let day = 0; day < 5; day++) {
        server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: `Day ${day}` } }))
        around.pass(86_400_000)
        around.comeBack()
        await until(() => (around.pass(1000), work.view.snapshot.value.reached === server.version))
      }
      expect(shown()).toEqual([id(500), id(501)])
      server.push = push
      await until(() => (around.pass(10_000), settled(work)()))
      await until(() => (around.pass(60_000), shown()?.length === 1))
      expect(shown()).toEqual([id(500)])
      expect(isGone).not.toContain(true)
      stop()
      release()
    },
  )
})

describe('another history of the database', () => {
  it('empties the replica and keeps the outbox; old answers are laid over nothing', async () => {
    const { around, work, server } = await setUp([aClientFile(1, 1), aClientFile(2, 1)])
    await work.entries.make('comment.written', subject, commentOf('before'))
    await until(settled(work))
    server.faults.push({ path: 'push', fault: 503 })
    await work.entries.make('comment.written', subject, commentOf('unsent'))
    server.files.delete(id(2))
    server.history.splice(0)
    server.version = 1
    server.resetNext = true
    await until(() => {
      around.pass(10_000)
      return work.view.snapshot.value.cards.size === 1
    })
    await until(() => (around.pass(1000), server.history.some(({ text }) => text === 'unsent')))
    await until(settled(work))
    expect(work.view.snapshot.value.outbox).toHaveLength(2)
    const [seen] = await work.view.filesOfClient(CLIENT)
    expect(seen?.history.map(({ text }) => text)).not.toContain('before')
    expect(agendaRows(work.view.snapshot.value, {})).toHaveLength(1)
  })
})

const deaf = { post: () => undefined, listen: () => undefined, close: () => undefined }
