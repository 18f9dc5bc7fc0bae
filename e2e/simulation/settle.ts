import type { Seen } from '#shared/journal/entry.ts'
import { isFinal } from '../../client/outbox/record.ts'
import { rowsOf } from '../../server/db/rows.ts'
import { sql } from 'drizzle-orm'
import { createChance } from '../../server/demo/chance.ts'
import { signIn, startOver, unlock } from './moves/devices.ts'
import { deliverAnswer, deliverRequests } from './moves/messages.ts'
import { fireTimer } from './moves/time.ts'
import { unsentOn } from './oracles/wiped.ts'
import type { Device } from './world/device.ts'
import { holds } from './world/failure.ts'
import { loseARow } from './world/lost-rows.ts'
import type { World } from './world/world.ts'

const ROUNDS_AT_MOST = 2000
/** Virtual time within which everything comes to rest once nothing fails any more. */
const SETTLES_WITHIN_MS = 10 * 60_000
/** Some time after its first page a tab tells what it holds; the next page brings what it lacks. */
const COMPARES_WITHIN_MS = 3 * 60_000

/** Faults stop: whoever was away is back, and what was to fail does not. */
async function endFaults(world: World): Promise<void> {
  world.server.dies = null
  for (const device of world.devices) {
    device.isOnline = true
    device.skewMs = 0
    // A locked app asks ever more seldom, and again when the network is back.
    for (const tab of device.tabs) if (tab.isLocked) for (const wake of [...tab.wakes]) wake()
    if (device.session === null && !world.off.has(device.userId)) signIn(device, world)
    for (const tab of [...device.tabs]) {
      tab.thaw()
      tab.writes.forgetPlan()
      if (tab.writes.isBroken || tab.wantsToStartOver) await startOver(tab, world)
    }
    if (device.tabs.length === 0) await world.openTab(device)
    // An app nobody looks at asks every quarter of an hour for what does not concern it; somebody does look.
    if (!device.tabs.some(({ isVisible }) => isVisible)) device.lookAt(device.tabs.at(-1))
  }
}

/** A phone lacks a row from here on, and the app is opened anew: within minutes it must have found out and have it back. */
async function loseRows(world: World): Promise<boolean> {
  const [device] = world.devices
  if (!device || !world.mayFail.has('rowsLost')) return false
  for (const tab of [...device.tabs]) tab.die()
  const lost = loseARow(device.disk, createChance(world.seed))
  if (lost !== null) {
    world.count('rowsLost', device)
    world.trace.say(`${device.name} loses ${lost}`)
  }
  await world.openTab(device)
  return lost !== null
}

/** Liveness: without faults all that is kept is answered, and every device reaches the last version, in bounded time. */
export async function settle(world: World): Promise<void> {
  await endFaults(world)
  if (world.isServerOlder) {
    await comeToRest(world, world.time.nowMs)
    // What the older build could not read has waited until here.
    await world.deploy()
  }
  await comeToRest(world, world.time.nowMs)
}

async function comeToRest(world: World, startedAt: number): Promise<void> {
  const comparedAt = (await loseRows(world)) ? startedAt + COMPARES_WITHIN_MS : startedAt
  for (let round = 0; world.time.nowMs < comparedAt || !(await isAtRest(world)); round++) {
    const passedMs = world.time.nowMs - startedAt
    holds('liveness', round < ROUNDS_AT_MOST && passedMs < SETTLES_WITHIN_MS, () => unsettled(world))
    await goOn(world)
    world.judgeStep()
  }
}

/** The next thing in order: what is on its way arrives, else the first timer fires. */
async function goOn(world: World): Promise<void> {
  for (const tab of world.tabs) {
    if (tab.wantsToStartOver) return startOver(tab, world)
    if (tab.isLocked && !world.off.has(tab.device.userId)) return unlock(tab, world)
    tab.letters.shift()?.()
    for (const stream of tab.streams) {
      if (stream.state === 'broken') await stream.connect()
      if (stream.state === 'open') stream.deliver()
    }
  }
  await world.time.idle()
  const [call] = world.network.calls
  if (call?.state === 'leaving') return deliverRequests([call], world)
  if (call?.isGhost) return world.network.over(call)
  if (call) return deliverAnswer(call, world)
  const first = world.tabs
    .filter(({ timers }) => timers.size > 0)
    .sort((a, b) => (a.nextTimer?.atMs ?? 0) - (b.nextTimer?.atMs ?? 0))[0]
  if (first) await fireTimer(first, world)
}

async function isAtRest(world: World): Promise<boolean> {
  if (world.network.calls.length > 0 || world.tabs.some(({ letters }) => letters.length > 0)) return false
  const head = await headOf(world)
  for (const device of world.devices)
    if (world.off.has(device.userId) && !(await isOver(world, device))) return false
  const atWork = world.devices.filter(({ userId }) => !world.off.has(userId))
  return atWork.every(({ tabs }) =>
    tabs.every(({ work }) => {
      if (!work) return false
      const { outbox, reached, seen, catchingUp } = work.view.snapshot.value
      // One that owes itself a page may stand at the last version by chance: at that of a backup.
      const hasArrived = !catchingUp && reached === head.version && work.sync.value.state === 'live'
      return (
        hasArrived &&
        seen.stamp === head.stamp &&
        outbox.every(({ outcome }) => outcome && (isFinal(outcome) || world.isServerOlder))
      )
    }),
  )
}

/** Nothing of them is left here, or what is left waits for a key that the server never had. */
async function isOver(world: World, device: Device): Promise<boolean> {
  const isOpen = device.tabs.some(({ work, wantsToStartOver }) => work !== null || wantsToStartOver)
  if (!device.isLeft || isOpen) return false
  return (await unsentOn(world, device)) === 0 || !(await world.time.resultOf(device.hasKey()))
}

async function headOf({ database, companyId }: World): Promise<Seen> {
  const [row] = await rowsOf<Seen>(
    database.db,
    sql`select version, stamp from versions where company_id = ${companyId} order by version desc limit 1`,
  )
  return row ?? { version: 0, stamp: '' }
}

function unsettled(world: World): string {
  const stands = world.tabs.map(({ name, work, timers }) => {
    const { outbox = [], reached = 0, catchingUp = true } = work?.view.snapshot.value ?? {}
    const waiting = outbox
      .filter(({ outcome }) => !outcome || !isFinal(outcome))
      .map(({ state, entry, outcome }) => `${state} ${entry.kind} ${JSON.stringify(outcome)}`)
    const contact = JSON.stringify(work?.sync.value)
    return `${name}: reached ${reached}${catchingUp ? ' (more)' : ''}, waiting [${waiting.join()}], ${contact}, ${timers.size} timers`
  })
  const calls = world.network.calls.map(({ number, what, state }) => `${what}#${number} ${state}`)
  return `not at rest ${SETTLES_WITHIN_MS / 60_000} minutes after the last fault: ${[...stands, ...calls].join('; ')}`
}
