import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Setting } from '#shared/company/settings.ts'
import { openWorkplace } from '../../session/open-workplace.ts'
import type { Ports } from '../../session/ports.ts'
import type { Workplace } from '../../session/workplace.ts'
import { fileIdOf } from '../file-id.ts'
import { ReplicaStore } from '../replica-store.ts'
import { aClientFile, aPerson, id } from './a-company.ts'
import { Surroundings, until } from './a-phone.ts'
import { FakeServer } from './fake-server.ts'

export const PEOPLE = [aPerson('ana', 'collector'), aPerson('rui', 'resolver'), aPerson('ben', 'collector')]
export const CLIENT = id(1)
export const FILE = fileIdOf('client', CLIENT)
export const subject = { type: 'client', id: CLIENT } as const

const opened: Workplace[] = []
const stores: ReplicaStore[] = []

/**
 * A phone that has synced once with a server of its own. `shared`: further tabs may be opened on its replica; `settings`
 * are those the company has besides the usual.
 */
export async function setUp(
  files: ClientFile[] = [aClientFile(1, 3)],
  person = 'ana',
  shared = false,
  settings: readonly Setting[] = [],
) {
  const clock = { now: () => 0 }
  const server = new FakeServer(PEOPLE, files, () => clock.now(), settings)
  const around = new Surroundings(server.fetchAs(person))
  clock.now = () => around.nowMs
  // Two tabs of one process must share what two tabs of a browser would each open.
  const store = shared
    ? await ReplicaStore.open(`${around.ports.prefix}r`, around.ports.replicaStorage)
    : undefined
  if (store) stores.push(store)
  const work = await open(around, person, store)
  await until(() => !work.view.snapshot.value.catchingUp, 'the first sync')
  return { server, around, work, store }
}

export async function open(
  around: Surroundings,
  person = 'ana',
  store?: ReplicaStore,
  ports: Partial<Ports> = {},
): Promise<Workplace> {
  const identity = { userId: person, name: person, email: '', role: null }
  const work = await openWorkplace({ ...around.ports, ...ports }, identity, store)
  opened.push(work)
  return work
}

export async function closeAll(): Promise<void> {
  for (const workplace of opened.splice(0)) await workplace.close()
  for (const store of stores.splice(0)) await store.close()
}

export function forget(work: Workplace): void {
  opened.splice(opened.indexOf(work), 1)
}

/** Everything was answered, and the replica has reached the answers. */
export function settled(work: Workplace): () => boolean {
  return () => {
    const { outbox, reached } = work.view.snapshot.value
    return outbox.every(({ state, version }) => state === 'settled' && (version ?? 0) <= reached)
  }
}

export function commentOf(text: string) {
  return { actionId: null, itemIds: [], text, visibility: 'internal' as const }
}
