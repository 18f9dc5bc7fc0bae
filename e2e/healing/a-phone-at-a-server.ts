import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { openOutboxDatabase } from '../../client/outbox/database.ts'
import { ReplicaStore } from '../../client/replica/replica-store.ts'
import { Surroundings, until } from '../../client/replica/testing/a-phone.ts'
import { openWorkplace } from '../../client/session/open-workplace.ts'
import type { Ports } from '../../client/session/ports.ts'
import type { Workplace } from '../../client/session/workplace.ts'
import { savePeople } from '../../server/company/people-store.ts'
import { rowsOf } from '../../server/db/rows.ts'
import { createUser } from '../../server/people/users.ts'
import { aCompany } from '../../server/testing/a-company.ts'
import { aPost, aServer, cookiesOf } from '../../server/testing/a-server.ts'

type Role = 'collector' | 'creditManager' | 'resolver'

const password = 'a good long password'

/** The whole server with a company of its own, and phones of its people: the app's own code over its own routes. */
export async function aServerWithPhones() {
  const server = await aServer()
  const company = await aCompany(server.database)
  const opened: { work: Workplace; store: ReplicaStore }[] = []
  server.clock.now = company.clock.now

  async function aPerson(role: Role) {
    const email = `${randomUUID()}@example.com`
    const { id } = await createUser(server.auth, { email, password, name: role })
    await savePeople(
      server.database,
      company.id,
      [{ id, name: role, email, role, entity: null, active: true }],
      company.ports,
    )
    const signedIn = await server.app.request('/api/auth/sign-in/email', aPost({ email, password }))
    return { id, cookie: cookiesOf(signedIn) }
  }

  /** A phone; `pushes` are the ids it has sent, once each time. */
  async function aPhone({ id, cookie }: { id: string; cookie: string }, prefix?: string) {
    const pushes: string[][] = []
    const pulls: { hasDigest: boolean; verdict: unknown }[] = []
    const faults: ((url: string) => boolean)[] = []
    const around: Surroundings = new Surroundings(async (url, init) => {
      if (faults.some((isLost) => isLost(url))) throw new TypeError('network')
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : {}
      if (url.endsWith('push')) pushes.push(idsIn(body))
      server.clock.now = Math.max(server.clock.now, around.nowMs)
      const { signal: _, ...rest } = init
      const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie }
      const answer = await server.app.request(url, {
        ...rest,
        headers: { ...headers, origin: 'http://localhost:3000', host: 'localhost:3000' },
      })
      if (url.endsWith('pull'))
        pulls.push({
          hasDigest: has(body, 'digest') !== undefined,
          verdict: has(await answer.clone().json(), 'digest'),
        })
      return answer
    }, prefix)
    const { storage, forget } = forgetful(around.ports.replicaStorage)
    const store = await ReplicaStore.open(`${around.ports.prefix}${randomUUID()}`, storage)
    async function open() {
      const work = await openWorkplace(around.ports, { userId: id, name: 'x', email: '', role: null }, store)
      opened.push({ work, store })
      return work
    }
    return { around, store, pushes, pulls, faults, forget, open, work: await open() }
  }

  return {
    ...server,
    company,
    aPerson,
    aPhone,
    entriesOf: (by: string) =>
      rowsOf<{ id: string; type: string }>(
        server.database.db,
        sql`select id, outcome ->> 'type' as type from entries
            where company_id = ${company.id} and by = ${by} and cause is null order by version, position`,
      ),
    async close() {
      for (const { work } of opened) await work.close()
      for (const { store } of opened) await store.close().catch(() => undefined)
    },
  }
}

function has(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined
}

/** A storage that loses a document of the files when it is told to, behind the back of all who use it. */
function forgetful(whole: Ports['replicaStorage']) {
  const forgets: ((id: string) => Promise<unknown>)[] = []
  const storage: Ports['replicaStorage'] = {
    ...whole,
    async createStorageInstance(params) {
      const instance = await whole.createStorageInstance(params)
      if (params.collectionName === 'files')
        forgets.push(async (id) => {
          const [previous] = await instance.findDocumentsById([id], false)
          if (previous)
            await instance.bulkWrite([{ previous, document: { ...previous, _deleted: true } }], 'loss')
        })
      return instance
    },
  }
  return { storage, forget: (id: string) => Promise.all(forgets.map((forget) => forget(id))) }
}

function idsIn(body: unknown): string[] {
  const entries: unknown = typeof body === 'object' && body !== null && 'entries' in body ? body.entries : []
  return Array.isArray(entries) ? entries.map(({ entry }: { entry: { id: string } }) => entry.id) : []
}

/** Everything was answered in the history with this number, and the replica has reached the answers. */
export async function inStep(phone: { around: Surroundings; work: Workplace }, history = 0) {
  phone.work.wake()
  await soon(phone.around, () => {
    const { outbox, reached, catchingUp, history: now } = phone.work.view.snapshot.value
    const isDone = outbox.every(({ state, version }) => state === 'settled' && (version ?? 0) <= reached)
    return isDone && !catchingUp && now === history
  })
}

/** Waits while time passes on the phone, so that what it tries again is tried. */
export function soon(around: Surroundings, holds: () => boolean): Promise<void> {
  return until(() => holds() || (around.pass(100), false))
}

/** Puts one phone's outbox into another's place, as restoring a phone from the backup of another does. */
export async function copyOutbox(from: string, to: string): Promise<void> {
  const [source, target] = await Promise.all([
    openOutboxDatabase(`${from}outbox`),
    openOutboxDatabase(`${to}outbox`),
  ])
  for (const record of await source.getAll('entries')) await target.put('entries', record)
  for (const record of await source.getAll('streams')) await target.put('streams', record)
  for (const record of await source.getAll('device')) await target.put('device', record)
  source.close()
  target.close()
}
