import { type Ports } from '../../client/session/ports.ts'
import { openWorkplace } from '../../client/session/open-workplace.ts'
import type { Workplace } from '../../client/session/workplace.ts'
import { Surroundings } from '../../client/replica/testing/a-phone.ts'
import type { OutboxRecord } from '../../client/outbox/record.ts'
import { PASSWORD } from '../bench/ledger.ts'
import { signInTo } from '../bench/served.ts'
import { type Field, wishOf } from '../bench/mix.ts'

/** The device's own code, outbox, sender, puller and replica, in this process: over real HTTP, on storage in memory. */
export type RealDevice = {
  work: Workplace
  userId: string
  /** What people do, `count` of the mix; each resolves once it is kept. */
  act(field: Omit<Field, 'by'>, count: number): Promise<void>
  /** The network is gone, or back. */
  offline(isCut: boolean): void
  signIn(): Promise<void>
  /** Everything is answered, and a pull that ended after this moment was as far as the answers. */
  isSettled(sinceMs: number): Promise<boolean>
  /** Entries the server has answered, as the device remembers them. */
  answered(): Promise<OutboxRecord[]>
  /** All that this device shows of these clients, comparable. */
  shows(clientIds: readonly string[]): Promise<string[]>
  close(): Promise<void>
}

type Chosen = { clockOffMs?: number }

export async function realDevice(
  url: string,
  email: string,
  { clockOffMs = 0 }: Chosen = {},
): Promise<RealDevice> {
  let session = await signInTo(url, email, PASSWORD)
  let isOffline = false
  let made = 0
  const around = new Surroundings(async (path, init) => {
    if (isOffline) throw new TypeError('no network')
    const headers = new Headers(init.headers)
    headers.set('cookie', session.cookie)
    headers.set('origin', url)
    return fetch(url + path, { ...init, headers })
  })
  const waiting = new Map<number, NodeJS.Timeout>()
  let lastTimer = 0
  const ports: Ports = {
    ...around.ports,
    clock: { now: () => Date.now() + clockOffMs },
    timers: {
      set(run, delayMs) {
        const timer = ++lastTimer
        waiting.set(
          timer,
          setTimeout(() => (waiting.delete(timer), run()), delayMs),
        )
        return timer
      },
      clear(timer) {
        clearTimeout(waiting.get(timer))
        waiting.delete(timer)
      },
    },
    chance: () => Math.random(),
  }
  const work = await openWorkplace(ports, { userId: session.userId, name: email, email, role: null })

  return {
    work,
    userId: session.userId,
    async act(field, count) {
      for (let n = 0; n < count; n += 1) {
        made += 1
        const { kind, data } = wishOf(made, { ...field, by: session.userId })
        await work.entries.make(kind, { type: 'client', id: field.clientId }, data)
      }
    },
    offline(isCut) {
      isOffline = isCut
      if (!isCut) around.comeBack()
    },
    async signIn() {
      session = await signInTo(url, email, PASSWORD)
      around.comeBack()
    },
    async isSettled(sinceMs) {
      const { reached, asOfMs } = work.view.snapshot.value
      if ((asOfMs ?? 0) - clockOffMs < sinceMs) return false
      const records = await work.outbox.all()
      return records.every(({ state, version }) => state === 'settled' && (version ?? 0) <= reached)
    },
    answered: async () => (await work.outbox.all()).filter(({ state }) => state === 'settled'),
    async shows(clientIds) {
      const files = [...(await work.view.filesOfClients(clientIds))].flatMap(([, found]) => found)
      return files.flatMap(({ fileId, file, history }) => [
        ...history.map((row) => `${fileId} history ${JSON.stringify(row)}`),
        ...file.items.map((row) => `${fileId} item ${JSON.stringify(row)}`),
        ...file.actions.map((row) => `${fileId} action ${JSON.stringify(row)}`),
        `${fileId} client ${JSON.stringify(file.client)}`,
      ])
    },
    async close() {
      await work.close()
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}

/** Looks again and again, as long as somebody would wait. */
export async function within(
  limitMs: number,
  holds: () => Promise<boolean> | boolean,
): Promise<number | null> {
  const begun = performance.now()
  while (performance.now() - begun < limitMs) {
    if (await holds()) return performance.now() - begun
    await new Promise((done) => setTimeout(done, 50))
  }
  return null
}
