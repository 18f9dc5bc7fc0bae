import { mkdtempSync } from 'node:fs'
import { get } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from './http/app-env.ts'
import { limitBody } from './http/limit-body.ts'
import { lanCertificate, qrCode } from './lan.ts'
import { certificatePath, serveOn } from './listen.ts'

const app = new Hono().get('/', (c) => c.text('here'))

test('a port in use ends in one sentence', async () => {
  const other = createServer()
  const port = await new Promise<number>((done) =>
    other.listen(0, () => {
      const address = other.address()
      done(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  await expect(serveOn({ app, port })).rejects.toThrow(
    `Port ${port} is in use already: stop what uses it, or set PORT to another one.`,
  )
  other.close()
})

test('an address that is not of this machine ends in one sentence', async () => {
  await expect(serveOn({ app, port: 0, host: '203.0.113.9' })).rejects.toThrow(
    'This machine does not have the address',
  )
})

test('stopping lets a running answer end', async () => {
  const asked = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const slow = new Hono().get('/', async (c) => {
    asked.resolve()
    await go.promise
    return c.text('done')
  })
  const serving = await serveOn({ app: slow, port: 0, host: '127.0.0.1' })
  const answer = fetch(`http://127.0.0.1:${serving.port}/`)
  await asked.promise
  const stopped = serving.stop()
  go.resolve()
  expect(await (await answer).text()).toBe('done')
  await stopped
})

test('stopping cuts an answer that never ends', async () => {
  const endless = new Hono().get(
    '/',
    () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) })),
  )
  const serving = await serveOn({ app: endless, port: 0, host: '127.0.0.1' })
  const answer = await fetch(`http://127.0.0.1:${serving.port}/`)
  await serving.stop(1)
  await expect(answer.text()).rejects.toThrow()
})

test('a phone that trusts the authority reaches the app by HTTPS at the address of the machine', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'suivi-lan-')), 'lan')
  const certificate = await lanCertificate(folder, ['127.0.0.1'])
  const serving = await serveOn({ app, port: 0, host: '127.0.0.1', lan: { port: 0, certificate } })
  const secure = (path: string, ca: string) =>
    new Promise<string>((done, fail) => {
      const request = get({ host: '127.0.0.1', port: serving.lanPort, path, ca, agent: false }, (answer) => {
        answer.setEncoding('utf8').on('data', done)
      })
      request.on('error', fail)
    })
  expect(await secure('/', certificate.ca)).toBe('here')
  expect(await secure(certificatePath, certificate.ca)).toBe(certificate.ca)

  const elsewhere = await lanCertificate(folder, ['127.0.0.1', '192.168.7.7'])
  expect(elsewhere.ca).toBe(certificate.ca)
  expect(elsewhere.cert).not.toBe(certificate.cert)
  expect(await lanCertificate(folder, ['192.168.7.7'])).toEqual(elsewhere)
  await serving.stop(1)
})

test('the address is drawn as a code to photograph', async () => {
  expect((await qrCode('https://192.168.1.7:3443')).split('\n').length).toBeGreaterThan(10)
})

test('a body of unknown length is counted as it comes', async () => {
  const counting = new Hono<AppEnv>()
    .use(limitBody(1024 * 1024))
    .onError((error, c) => c.text(error.message, 413))
    .post('/', async (c) => c.text(String((await c.req.text()).length)))
  const serving = await serveOn({ app: counting, port: 0, host: '127.0.0.1' })
  const send = (chunks: number) => {
    let left = chunks
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(1024)) : controller.close()),
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    return fetch(`http://127.0.0.1:${serving.port}/`, init)
  }
  expect(await (await send(3)).text()).toBe('3072')
  expect((await send(1025)).status).toBe(413)
  await serving.stop(1)
})
