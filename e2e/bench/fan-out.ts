import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { entryOf } from './mix.ts'
import type { Order } from './event-devices.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, PASSWORD } from './ledger.ts'
import { memoryOf, PROBED } from './probed.ts'
import { serveLedger, signInTo } from './served.ts'
import { median, percentile, rounded } from './statistics.ts'

const SIZE = { clients: 20, items: 200, actions: 20, history: 0 }
const DEVICES = [1000, 5000]
const ROUNDS = 7
const BETWEEN_MS = 600

/** A server that tells events: how its devices listen, and a change that all of them must see. */
type Teller = {
  url: string
  headers: string
  change: () => string
  memory: () => Promise<number>
}

/**
 * From the moment one change is sent to the moment an idle device hears of it: a push, decided, durable and told,
 * against a bare Node server that writes one shared buffer to all. All devices are those of one person, signed in.
 */
export async function fanOut(): Promise<Figure[]> {
  const served = await serveLedger(SIZE)
  const bareServer = fork(new URL('./bare-events.ts', import.meta.url), { execArgv: PROBED })
  const devices = fork(new URL('./event-devices.ts', import.meta.url), { stdio: 'inherit' })
  try {
    const { cookie, userId } = await signInTo(served.url, COLLECTOR, PASSWORD)
    const { port } = z.parse(z.object({ port: z.int() }), await heardFrom(bareServer))
    const clientId = must(served.ledger.clientIds[0], 'a client')
    const actionIds = served.ledger.actionIds.slice(0, 1)
    const ours: Teller = {
      url: `${served.url.replace('localhost', '127.0.0.1')}/api/sync/poke`,
      headers: `cookie: ${cookie}`,
      change: () => {
        const now = Date.now()
        const entry = entryOf(
          0,
          { clientId, by: userId, itemIds: [''], actionIds },
          newId(now, randomBytes(16)),
          now,
        )
        const said = { actionId: null, itemIds: [], text: 'They will call back', visibility: 'internal' }
        return posted(served.url, '/api/sync/push', cookie, {
          stream: randomUUID(),
          sentAt: now,
          device: 'bench',
          waiting: 0,
          entries: [{ n: 1, entry: { ...entry, kind: 'comment.written', data: said } }],
        })
      },
      memory: served.memory,
    }
    const bare: Teller = {
      url: `http://127.0.0.1:${port}/`,
      headers: 'accept: text/event-stream',
      change: () => posted(`http://127.0.0.1:${port}`, '/', '', {}),
      memory: () => memoryOf(bareServer),
    }
    const empty = { ours: await ours.memory(), bare: await bare.memory() }
    const figures: Figure[] = []
    let connected = 0
    for (const count of DEVICES) {
      for (const { url, headers } of [ours, bare])
        await ask(devices, { do: 'listen', url, headers, count: count - connected })
      connected = count
      const took: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
      for (let round = 0; round < ROUNDS; round++)
        for (const [name, { url, change }] of [['ours', ours] as const, ['bare', bare] as const]) {
          await new Promise((rested) => setTimeout(rested, BETWEEN_MS))
          took[name].push(percentile(await ask(devices, { do: 'tell', url, request: change() }), 99))
        }
      const against = median(took.bare)
      figures.push({
        name: `fan-out/p99-${count}`,
        value: rounded(median(took.ours), 1),
        unit: 'ms',
        ratio: rounded(median(took.ours) / against, 2),
        against: `a bare Node server writing one buffer to all: ${rounded(against, 1)} ms`,
      })
    }
    const each = {
      ours: ((await ours.memory()) - empty.ours) / connected / 1024,
      bare: ((await bare.memory()) - empty.bare) / connected / 1024,
    }
    figures.push({
      name: `fan-out/memory-${connected}`,
      value: rounded(each.ours, 1),
      unit: 'kB/connection',
      ratio: rounded(each.ours / each.bare, 2),
      against: `a bare Node server: ${rounded(each.bare, 1)} kB`,
    })
    return figures
  } finally {
    devices.kill()
    bareServer.kill()
    await served.stop()
  }
}

function posted(url: string, path: string, cookie: string, body: object): string {
  const { origin, host } = new URL(url)
  const text = JSON.stringify(body)
  const headers = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}`,
    `origin: ${origin}`,
    `cookie: ${cookie}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ]
  return `${headers.join('\r\n')}\r\n\r\n${text}`
}

async function ask(devices: ChildProcess, order: Order): Promise<number[]> {
  const answer = heardFrom(devices)
  devices.send(order)
  return z.parse(z.object({ took: z.array(z.number()) }), await answer).took
}

function heardFrom(child: ChildProcess): Promise<unknown> {
  return new Promise((heard, fail) => {
    const ended = (code: number | null) =>
      fail(new Error(`a process of the bench ended with ${String(code)}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      heard(message)
    })
  })
}
