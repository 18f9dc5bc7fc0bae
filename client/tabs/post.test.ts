// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { Surroundings } from '../replica/testing/a-phone.ts'
import { post } from './post.ts'

const MINUTE = 60_000

/** A server whose answer arrives piece by piece, as the test says. */
function aSlowServer() {
  let body: ReadableStreamDefaultController<Uint8Array> | undefined
  const around = new Surroundings(async (_url, { signal }) => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        body = controller
        signal?.addEventListener('abort', () => controller.error(signal.reason))
      },
    })
    return new Response(stream, { status: 200 })
  })
  const turn = () => new Promise((done) => setTimeout(done))
  return {
    call: () => post(around.ports, 'ana', '/api/sync/pull', {}, new AbortController().signal),
    async send(text: string) {
      await turn()
      body?.enqueue(new TextEncoder().encode(text))
      await turn()
    },
    end: () => body?.close(),
    pass: (ms: number) => around.pass(ms),
  }
}

describe('a call', () => {
  it('whose answer stops half-way is given up', async () => {
    const { call, send, pass } = aSlowServer()
    const called = call()
    await send('{"files":[')
    pass(MINUTE + 1)
    expect(await called).toBeUndefined()
  })

  it('whose answer is long in coming is waited for while it comes', async () => {
    const { call, send, end, pass } = aSlowServer()
    const called = call()
    for (const part of ['{"na', 'me":"Caf\u00e9', '"}']) {
      await send(part)
      pass(MINUTE - 1000)
    }
    end()
    expect(await called).toEqual({ status: 200, isOk: true, body: { name: 'Café' } })
  })

  it('whose answer cannot be read has its status and no body', async () => {
    const { ports } = new Surroundings(async () => new Response('<html>', { status: 502 }))
    const answer = await post(ports, 'ana', '/api/sync/pull', {}, new AbortController().signal)
    expect(answer).toEqual({ status: 502, isOk: false, body: undefined })
  })
})
