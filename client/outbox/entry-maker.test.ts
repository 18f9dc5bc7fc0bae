// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { watch } from 'vue'
import { id } from '../replica/testing/a-company.ts'
import { until } from '../replica/testing/a-phone.ts'
import { CLIENT, FILE, closeAll, commentOf, setUp, settled, subject } from '../replica/testing/a-workplace.ts'
import type { Workplace } from '../session/workplace.ts'
import type { AnyWishOn } from './entry-maker.ts'
import { LostLead, NotKept } from './failures.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await closeAll()
})

describe('an entry that is on disk while the screen cannot be read', () => {
  it('is kept, is said to be kept, and is sent', async () => {
    const { work, server } = await setUp()
    const release = work.view.watchFile(FILE)
    await work.view.refresh()
    const report = vi.spyOn(work.ports, 'report').mockImplementation(() => undefined)
    vi.spyOn(work.view, 'refresh').mockRejectedValueOnce(new Error('unreadable'))
    const made = await work.entries.make('comment.written', subject, commentOf('one'))
    expect(made.type).toBe('kept')
    expect(report).toHaveBeenCalledOnce()
    await until(() => server.history.length > 0)
    await until(settled(work))
    expect(server.history.map(({ text }) => text)).toEqual(['one'])
    release()
  })
})

describe('a tap', () => {
  const texts = (work: Workplace) =>
    work.view.snapshot.value.files.get(FILE)?.history.map(({ text, number }) => ({ text, number }))
  const one = [{ text: 'one', number: null }]

  async function aScreen() {
    const phone = await setUp()
    phone.server.faults.push({ path: 'push', fault: 'cut' })
    const release = phone.work.view.watchFile(FILE)
    await phone.work.view.refresh()
    return { ...phone, release }
  }

  /** Holds back what is written next, until it is let through or refused. */
  function holdAppend(work: Workplace) {
    const gate = Promise.withResolvers<void>()
    const append = work.outbox.append.bind(work.outbox)
    const held = vi.spyOn(work.outbox, 'append').mockImplementationOnce(async (entries) => {
      await gate.promise
      return append(entries)
    })
    return { ...gate, isHeld: () => held.mock.calls.length > 0 }
  }

  it('shows before it is written, and counts as kept only then', async () => {
    const { work, release } = await aScreen()
    const { resolve, isHeld } = holdAppend(work)
    const made = work.entries.make('comment.written', subject, commentOf('one'))
    await until(isHeld)
    expect(texts(work)).toEqual(one)
    expect(work.view.snapshot.value.outbox).toEqual([])
    expect(work.entries.isMaking.value).toBe(true)
    resolve()
    expect((await made).type).toBe('kept')
    expect(texts(work)).toEqual(one)
    expect(work.view.snapshot.value.outbox).toHaveLength(1)
    expect(work.entries.isMaking.value).toBe(false)
    release()
  })

  it('stays on the screen whatever is read while it is written', async () => {
    const { work, release } = await aScreen()
    const seen: unknown[] = []
    const { resolve, isHeld } = holdAppend(work)
    const made = work.entries.make('comment.written', subject, commentOf('one'))
    await until(isHeld)
    watch(work.view.snapshot, () => seen.push(texts(work)), { flush: 'sync' })
    await work.view.refresh()
    const reading = work.view.refresh()
    resolve()
    await Promise.all([made, reading])
    await work.view.refresh()
    expect(seen.length).toBeGreaterThan(2)
    for (const sight of seen) expect(sight).toEqual(one)
    release()
  })

  it('that the device does not take is gone from the screen, and its author is told', async () => {
    const { work, release } = await aScreen()
    const { reject, isHeld } = holdAppend(work)
    const made = work.entries.make('comment.written', subject, commentOf('one'))
    await until(isHeld)
    reject(new NotKept('storageFull', null))
    expect(await made).toEqual({ type: 'notKept', because: 'storageFull' })
    expect(texts(work)).toEqual([])
    await work.view.refresh()
    expect(texts(work)).toEqual([])
    release()
  })

  it('that is taken back at once does not come back', async () => {
    const { work, release } = await aScreen()
    const { resolve, isHeld } = holdAppend(work)
    // No other tab, and not this one, may number it before it is taken back.
    vi.spyOn(work.outbox, 'nextBatch').mockImplementation(async () => {
      throw new LostLead('not now')
    })
    const made = work.entries.make('comment.written', subject, commentOf('one'))
    await until(isHeld)
    resolve()
    const { entryId } = { entryId: '', ...(await made) }
    await work.entries.undo([entryId])
    expect(texts(work)).toEqual([])
    expect(work.view.snapshot.value.outbox).toEqual([])
    release()
  })
})

describe('a gesture of several entries on one client', () => {
  const opening = (actionId: string, name = 'Promise check'): AnyWishOn => ({
    kind: 'action.opened',
    data: {
      actionId,
      type: 'promiseCheck',
      kind: null,
      name,
      dueOn: '2026-12-01',
      ownerId: 'ana',
      resolverId: null,
      reasonId: null,
      on: '2026-11-22',
      itemIds: [id(1000)],
      move: false,
      comment: null,
      caseId: null,
    },
  })
  const promise = (actionId: string, amountMinor: number): AnyWishOn => ({
    kind: 'promise.made',
    data: {
      promiseId: id(801),
      actionId,
      currency: 'EUR',
      amountMinor,
      promisedOn: '2026-12-01',
      on: '2026-11-22',
    },
  })

  it('is decided one on what the other left, and undone as one', async () => {
    const { work } = await setUp()
    const made = await work.entries.makeGesture(CLIENT, [opening(id(800)), promise(id(800), 100)])
    expect(made.map(({ type }) => type)).toEqual(['kept', 'kept'])
    const entries = work.view.snapshot.value.outbox.map(({ entry }) => entry)
    expect(new Set(entries.map(({ batch }) => batch)).size).toBe(1)
    const release = work.view.watchFile(FILE)
    await work.view.refresh()
    const file = () => work.view.snapshot.value.files.get(FILE)?.file
    expect(file()?.casework.map(({ work: promised }) => promised.type)).toEqual(['promise'])
    await work.entries.undo(made.flatMap((one) => (one.type === 'kept' ? [one.entryId] : [])))
    const isGone = ({ removed }: { removed: boolean }) => removed
    await until(() => file()?.actions.every(isGone) ?? false, 'the promise check taken back')
    expect(file()?.casework.every(isGone)).toBe(true)
    release()
  })

  it('keeps nothing when one of them is refused, and says which', async () => {
    const { work } = await setUp()
    const made = await work.entries.makeGesture(CLIENT, [opening(id(800)), promise(id(800), 99_999_999)])
    expect(made).toMatchObject([{ type: 'refused', refusal: { type: 'amiss', field: 'data.amountMinor' } }])
    expect(work.view.snapshot.value.outbox).toEqual([])
  })
})
