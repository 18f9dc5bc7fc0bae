// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Surroundings } from '../replica/testing/a-phone.ts'
import { PokeListener } from './poke.ts'

const MINUTE = 60_000

let around: Surroundings
let opened: { open: () => void; end: () => void; ping: () => void }[]

beforeEach(() => {
  around = new Surroundings(() => Promise.reject(new Error('no calls')))
  opened = []
  vi.spyOn(around.ports, 'openEvents').mockImplementation(() => {
    const stream = { open: () => {}, end: () => {}, ping: () => {} }
    opened.push(stream)
    return {
      onMessage: () => undefined,
      onPing: (listener) => void (stream.ping = listener),
      onOpen: (listener) => void (stream.open = listener),
      onEnd(listener) {
        stream.end = () => {
          stream.end = () => {}
          listener()
        }
      },
      close: () => undefined,
    }
  })
})

function listen(): PokeListener {
  const listener = new PokeListener(around.ports, () => undefined)
  listener.start()
  return listener
}

const refuseFor = (ms: number) => {
  for (const until = around.nowMs + ms; around.nowMs < until; around.pass(1000)) opened.at(-1)?.end()
}

describe('the stream of hints', () => {
  it('that is refused is opened anew ever more seldom, once a minute in the end', () => {
    listen()
    refuseFor(10 * MINUTE)
    const before = opened.length
    refuseFor(10 * MINUTE)
    expect(opened.length - before).toBeGreaterThanOrEqual(5)
    expect(opened.length - before).toBeLessThanOrEqual(20)
  })

  it('that was open is opened anew soon', () => {
    listen()
    refuseFor(10 * MINUTE)
    around.pass(2 * MINUTE)
    opened.at(-1)?.open()
    const before = opened.length
    opened.at(-1)?.end()
    around.pass(8000)
    expect(opened.length).toBe(before + 1)
  })

  it('is left alone when nobody listens any more', () => {
    const listener = listen()
    opened.at(-1)?.end()
    listener.stop()
    around.pass(MINUTE)
    expect(opened).toHaveLength(1)
  })

  it('that dies without a word is opened anew, when the server is one that speaks up', () => {
    listen()
    opened.at(-1)?.open()
    around.pass(10 * MINUTE)
    expect(opened).toHaveLength(1)
    for (let spoken = 0; spoken < 5; spoken++) {
      opened.at(-1)?.ping()
      around.pass(20_000)
    }
    expect(opened).toHaveLength(1)
    around.pass(MINUTE)
    around.pass(8000)
    expect(opened).toHaveLength(2)
  })
})
