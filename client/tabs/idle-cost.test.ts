// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Surroundings, until } from '../replica/testing/a-phone.ts'
import { closeAll, commentOf, open, setUp, settled, subject } from '../replica/testing/a-workplace.ts'
import type { Workplace } from '../session/workplace.ts'
import { dataCost } from './data-cost.ts'

afterEach(closeAll)

const SECOND = 1000
const HOUR = 3600 * SECOND

/** Time goes on second by second, and what it wakes gets its turn. */
async function pass(around: Surroundings, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += SECOND) {
    around.pass(SECOND)
    for (let turn = 0; turn < 2; turn++) await new Promise((done) => setImmediate(done))
  }
}

/** Tabs of one phone, and how often they call the server and open its stream. */
async function tabs(count: number) {
  const phone = await setUp(undefined, 'ana', true)
  const fetch = vi.fn(phone.around.ports.fetch)
  const openEvents = vi.fn(phone.around.ports.openEvents)
  await phone.work.close()
  const opened: Workplace[] = []
  for (let tab = 0; tab < count; tab++)
    opened.push(await open(phone.around, 'ana', phone.store, { fetch, openEvents }))
  await until(() => opened.every(({ sync }) => sync.value.state === 'live'))
  return { ...phone, opened, fetch, openEvents }
}

describe('an open app in which nothing happens', () => {
  it.each([1, 2, 4])(
    'asks the server at most once a minute with %i tabs, beside one stream',
    async (count) => {
      const { around, fetch, openEvents } = await tabs(count)
      fetch.mockClear()
      await pass(around, HOUR / 4)
      expect(fetch.mock.calls.length).toBeLessThanOrEqual(15)
      expect(fetch.mock.calls.length).toBeGreaterThanOrEqual(13)
      expect(openEvents).toHaveBeenCalledOnce()
    },
  )

  it('asks seldom and listens to nothing while nobody looks at it, and at once when somebody does', async () => {
    const { around, fetch, openEvents } = await tabs(2)
    around.show(false)
    await pass(around, 2 * 60 * SECOND)
    fetch.mockClear()
    await pass(around, HOUR / 2)
    expect(fetch.mock.calls.length).toBeLessThanOrEqual(2)
    around.show(true)
    await pass(around, SECOND)
    expect(fetch.mock.calls.length).toBeGreaterThan(0)
    expect(openEvents).toHaveBeenCalledTimes(2)
  })

  it('still sends what is tapped while nobody looks', async () => {
    const { around, opened } = await tabs(2)
    around.show(false)
    await pass(around, 60 * SECOND)
    const [, follower] = opened
    await follower?.entries.make('comment.written', subject, commentOf('from a note'))
    if (follower) await until(settled(follower))
  })
})

describe('data', () => {
  it('is counted by day and month', async () => {
    const { around, work } = await setUp()
    const first = dataCost(around.ports)
    expect(first.today.received).toBeGreaterThan(1000)
    expect(first.thisMonth).toEqual(first.today)
    around.pass(24 * HOUR)
    expect(dataCost(around.ports)).toEqual({ today: { sent: 0, received: 0 }, thisMonth: first.thisMonth })
    await work.entries.make('comment.written', subject, commentOf('one'))
    await until(settled(work))
    expect(dataCost(around.ports).today.sent).toBeGreaterThan(100)
    around.pass(31 * 24 * HOUR)
    expect(dataCost(around.ports).thisMonth.sent).toBe(0)
  })
})
