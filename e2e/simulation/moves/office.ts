import type { Death } from '../world/server.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { ADMINISTRATOR } from '../world/company.ts'
import { aPageOnItsWay } from '../world/bytes.ts'
import { decideQuarantined } from '../world/quarantine.ts'
import { backUp } from '../world/store.ts'
import { type Move, move } from './move.ts'

/** So many people leave in a run at most. */
const LEAVE_AT_MOST = 2

/** Who may be switched off: not the one who decides what they leave. */
function atWork({ devices, off }: World): string[] {
  if (off.size >= LEAVE_AT_MOST) return []
  const people = new Set(devices.map(({ userId }) => userId))
  return [...people].filter((id) => id !== ADMINISTRATOR && !off.has(id))
}

/** Bytes are looked for once somebody has added a document, and by a build that knows what one is. */
function mayHaveDocuments({ ledger, isServerOlder, older }: World): boolean {
  if (isServerOlder && older.has('document.settled')) return false
  return [...ledger.kept.values()].some(({ kind }) => kind === 'document.added')
}

const DEATHS: [Fault, Death][] = [
  ['serverKilledBeforeCommit', 'beforeCommit'],
  ['serverKilledAfterCommit', 'afterCommit'],
]

/** What happens at the server: the books come in, and the process is killed. */
export const OFFICE: Move[] = [
  move(
    'books',
    6,
    ({ books }) => books.accounts,
    async (account, world, chance) => {
      const data = chance.isTrue(0.2)
        ? world.books.asTheyAre(account, world.today)
        : world.books.next(account, world.today, chance)
      world.trace.say(`the books come: ${account.card.number} ${JSON.stringify(data).length}`)
      await world.importBooks(account.id, data)
    },
  ),
  move(
    'bytesCome',
    3,
    (world) => (mayHaveDocuments(world) ? [world] : []),
    async (_, world, chance) => {
      const page = await aPageOnItsWay(world, chance)
      if (page) await world.settleDocument(page.clientId, page.data)
    },
  ),
  move(
    'handAway',
    3,
    ({ ledger }) =>
      [...ledger.kept.values()].flatMap(({ id, by, clientId }) =>
        ledger.told.has(id) || clientId === null ? [] : [{ by, clientId }],
      ),
    async ({ by, clientId }, world) => world.handAway(clientId, by === 'ana' ? 'ben' : 'ana'),
    'aim',
  ),
  move(
    'serverDiesAtCommit',
    1,
    ({ mayFail }) => DEATHS.filter(([fault]) => mayFail.has(fault)),
    ([fault, death], world) => {
      world.count(fault, null)
      world.trace.say(`the server will die: ${death}`)
      world.server.dies = death
    },
  ),
  move(
    'backUp',
    2,
    (world) => (world.mayFail.has('restored') && !world.isRestored ? [world] : []),
    async (_, world) => {
      world.trace.say('the database is backed up')
      world.backup = { rows: await backUp(world.database), atMs: world.time.nowMs }
    },
  ),
  move(
    'restore',
    2,
    ({ backup, isRestored, backupHealsMs }) => (backup && !isRestored && backupHealsMs > 0 ? [backup] : []),
    async (backup, world) => {
      world.trace.say('the database is restored')
      await world.restore(backup)
      world.count('restored', null)
    },
  ),
  move(
    'deploy',
    0.6,
    (world) => (world.isServerOlder ? [world] : []),
    async (_, world) => world.deploy(),
    'deployed',
  ),
  move('switchOff', 1.5, atWork, async (personId, world) => world.switchOff(personId), 'switchedOff'),
  move(
    'decideQuarantined',
    4,
    ({ off }) => [...off],
    async (_, world, chance) => void (await decideQuarantined(world, chance)),
    'switchedOff',
  ),
  move(
    'serverDiesBeforeAnswer',
    1,
    (world) =>
      world.mayFail.has('serverKilledBeforeAnswer') &&
      world.network.calls.some(({ state }) => state === 'answered')
        ? [world]
        : [],
    async (_, world) => {
      world.count('serverKilledBeforeAnswer', null)
      await world.server.kill()
    },
  ),
]
