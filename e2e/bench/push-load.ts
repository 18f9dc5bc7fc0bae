import { randomBytes, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import * as z from 'zod/mini'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { type Push, pushAnswerSchema } from '#shared/protocol/push.ts'
import { entryOf } from './mix.ts'

/** The devices of the push bench, in a process of their own: told what to do by a message, answering with one. */

const BATCH = 10
const WARM_UP_MS = 1500

const fieldSchema = z.object({
  clientId: z.string(),
  itemIds: z.array(z.string()),
  actionIds: z.array(z.string()),
  /** An item that sits in the first case: to ask for it is a conflict. */
  takenItemId: z.string(),
})
const loadSchema = z.object({
  url: z.string(),
  email: z.string(),
  password: z.string(),
  devices: z.int(),
  seconds: z.number(),
  fields: z.array(fieldSchema),
})
export type Load = z.infer<typeof loadSchema>

export const pushedSchema = z.object({ entries: z.int(), conflicts: z.int(), seconds: z.number() })
export type Pushed = z.infer<typeof pushedSchema>

const agent = new Agent({ keepAlive: true })

type Answer = { status: number; cookie: string; body: unknown }

function post(url: string, body: unknown, cookie = ''): Promise<Answer> {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin, cookie }
  return new Promise((done, fail) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => {
        const cookies = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0])
        done({ status: answer.statusCode ?? 0, cookie: cookies.join('; '), body: JSON.parse(text) })
      })
    })
    sent.on('error', fail)
    sent.end(JSON.stringify(body))
  })
}

async function run({ url, email, password, devices, seconds, fields }: Load): Promise<Pushed> {
  const signedIn = await post(`${url}/api/auth/sign-in/email`, { email, password })
  const by = z.parse(z.object({ user: z.object({ id: z.string() }) }), signedIn.body).user.id
  const begin = Date.now() + WARM_UP_MS
  const end = begin + seconds * 1000
  const counted = { entries: 0, conflicts: 0 }

  const aDevice = async (device: number) => {
    const stream = randomUUID()
    let n = 0
    for (let turn = device; Date.now() < end; turn += devices) {
      const { takenItemId, ...field } = must(fields[turn % fields.length], 'a client')
      const entries = Array.from({ length: BATCH }, () => {
        n += 1
        const now = Date.now()
        const entry = entryOf(n + device, { ...field, by }, newId(now, randomBytes(16)), now)
        return { n, entry: n % 20 === 0 ? conflicting(entry, field.actionIds, takenItemId) : entry }
      })
      const push: Push = { stream, sentAt: Date.now(), device: `bench-${device}`, waiting: 0, entries }
      const { status, body } = await post(`${url}/api/sync/push`, push, signedIn.cookie)
      if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
      const now = Date.now()
      if (now < begin || now >= end) continue
      const { outcomes } = z.parse(pushAnswerSchema, body)
      counted.entries += outcomes.length
      counted.conflicts += outcomes.filter(({ outcome }) => outcome.type === 'refused').length
    }
  }
  await Promise.all(Array.from({ length: devices }, (_, device) => aDevice(device)))
  agent.destroy()
  return { ...counted, seconds }
}

function conflicting(entry: Entry, actionIds: readonly string[], itemId: string): Entry {
  const data = { actionId: actionIds[1], itemIds: [itemId], move: false, on: '2026-11-22' }
  return { ...entry, kind: 'items.associated', data }
}

process.once('message', (message) => {
  void run(z.parse(loadSchema, message)).then((pushed) => process.send?.(pushed, () => process.disconnect()))
})
