import type { Chance } from '../../../server/demo/chance.ts'
import { NEWEST } from '../world/builds.ts'
import { Device } from '../world/device.ts'
import type { Tab } from '../world/tab.ts'
import type { World } from '../world/world.ts'
import type { Fate } from '../world/writes.ts'
import { type Move, move } from './move.ts'
import { passDays } from './time.ts'

/** What happens to devices: tabs come and go and are frozen, storage fails, the network is away, sessions end. */
export const DEVICES: Move[] = [
  move('openTab', 3, openable, async (device, world) => void (await world.openTab(device))),
  move('startOver', 20, startingOver, async (tab, world) => startOver(tab, world)),
  move('killTab', 1, withFault('tabKilled', tabs), (tab, world) => {
    world.count('tabKilled', tab.device)
    world.trace.say(`${tab.name} is killed`)
    tab.die()
  }),
  move('killAroundWrite', 2, withFault('killedAroundWrite', tabs), (tab, world, chance) => {
    world.count('killedAroundWrite', tab.device)
    plan(tab, world, chance.one(['diesBefore', 'diesAfter'] as const), chance.whole(0, 7))
  }),
  move('storageFull', 2, withFault('storageFull', tabs), (tab, world, chance) => {
    world.count('storageFull', tab.device)
    tab.expectTrouble()
    plan(tab, world, 'full', chance.whole(0, 5))
  }),
  move('storageLost', 1, withFault('storageLost', tabs), (tab, world) => {
    world.count('storageLost', tab.device)
    world.trace.say(`${tab.name} loses its storage`)
    tab.expectTrouble()
    tab.writes.isBroken = true
  }),
  move('loseReplica', 1, withFault('replicaLost', devices), (device, world) => {
    world.count('replicaLost', device)
    world.trace.say(`${device.name} loses its replica`)
    for (const tab of [...device.tabs]) tab.die()
    device.loseReplica()
  }),
  move('loseEverything', 0.5, withFault('everythingLost', losable), (device, world) => {
    world.count('everythingLost', device)
    world.trace.say(`${device.name} loses everything`)
    for (const tab of [...device.tabs]) tab.die()
    device.loseEverything()
    world.ledger.lose(device)
  }),
  move('freeze', 1, withFault('leaderFrozen', thawed), (tab, world) => {
    world.count('leaderFrozen', tab.device)
    world.trace.say(`${tab.name} is frozen`)
    tab.freeze()
  }),
  move('freezeOverWrite', 1, withFault('leaderFrozen', thawed), (tab, world, chance) => {
    world.count('leaderFrozen', tab.device)
    plan(tab, world, 'freezes', chance.whole(0, 7))
  }),
  move('lookAtAnother', 2, behind, (tab, world) => {
    world.trace.say(`${tab.name} is looked at`)
    tab.device.lookAt(tab)
  }),
  move('thaw', 2, frozen, (tab, world) => {
    world.trace.say(`${tab.name} is thawed`)
    tab.thaw()
  }),
  move('clone', 1, withFault('cloned', cloneable), async (device, world) => {
    world.count('cloned', device)
    const clone = world.addDevice(device.userId, device)
    world.trace.say(`${clone.name} is a copy of ${device.name}`)
    await world.time.resultOf(clone.copyFrom(device))
    world.ledger.copy(device.userId)
    await world.openTab(clone)
  }),
  move('goOffline', 1, withFault('offline', online), (device, world) => {
    world.count('offline', device)
    world.trace.say(`${device.name} is offline`)
    device.isOnline = false
  }),
  move('goOnline', 2, offline, (device, world) => {
    world.trace.say(`${device.name} is online`)
    device.isOnline = true
    for (const tab of device.tabs) if (!tab.isFrozen) for (const wake of [...tab.wakes]) wake()
  }),
  move('sessionExpires', 1, withFault('sessionExpired', signedIn), (device, world) => {
    world.count('sessionExpired', device)
    world.trace.say(`${device.name} is signed out`)
    world.server.sessions.delete(device.session ?? '')
    device.session = null
  }),
  move('signIn', 3, signedOut, (device, world) => signIn(device, world)),
  move(
    'update',
    1.5,
    (world) => world.devices.filter(({ build }) => build === world.older),
    async (device, world) => update(device, world),
    'deployed',
  ),
  move('unlock', 3, locked, async (tab, world) => unlock(tab, world), 'leaseOver'),
  move('weeksAway', 2, away, async (device, world, chance) => weeksAway(device, world, chance), 'leaseOver'),
]

/** A device that nobody uses for weeks, and then somebody does before it has heard the server. */
async function weeksAway(device: Device, world: World, chance: Chance): Promise<void> {
  await passDays(world, chance.whole(15, 20))
  for (const tab of device.tabs) for (const wake of [...tab.wakes]) wake()
}

/** The device has the next build; of its tabs one is loaded anew, the others go on with what they have. */
async function update(device: Device, world: World): Promise<void> {
  world.count('deployed', device)
  world.trace.say(`${device.name} is updated`)
  device.build = NEWEST
  const tab = device.tabs.find(({ isVisible, isFrozen }) => isVisible && !isFrozen)
  if (tab) await startOver(tab, world)
}

/** Its person signs in. */
export async function unlock(tab: Tab, world: World): Promise<void> {
  tab.device.isOnline = true
  signIn(tab.device, world)
  await world.time.resultOf(tab.welcome())
}

export function signIn(device: Device, world: World): void {
  world.trace.say(`${device.name} signs in`)
  device.session = world.signIn(device.userId)
  for (const tab of device.tabs) tab.work?.wake()
}

/** The page is loaded anew. */
export async function startOver(tab: Tab, world: World): Promise<void> {
  const { device } = tab
  world.trace.say(`${tab.name} starts over`)
  tab.die()
  await world.openTab(device)
}

function plan(tab: Tab, world: World, fate: Fate, after: number): void {
  world.trace.say(`${tab.name}: ${fate} at write ${after}`)
  tab.writes.plan(after, fate)
}

/** Where a run is after something, it happens to who has something on its way, if anybody has. */
function withFault<T extends Tab | Device>(
  fault: Parameters<World['count']>[0],
  places: (world: World) => readonly T[],
) {
  return (world: World): readonly T[] => {
    if (!world.mayFail.has(fault)) return []
    const all = places(world)
    if (!world.aim) return all
    const busy = all.filter((place) => world.ledger.isBusy(place instanceof Device ? place : place.device))
    return busy.length > 0 ? busy : all
  }
}

function tabs(world: World) {
  return world.tabs
}
function devices(world: World) {
  return world.devices
}
/** Where a run is after something, somebody clears a browser over what has left it. */
function losable(world: World) {
  const sends = (device: Device) =>
    world.network.calls.some(({ tab, what }) => what === 'push' && tab.device === device)
  return world.aim ? world.devices.filter(sends) : world.devices
}
function openable(world: World) {
  return world.devices.filter((device) => world.mayOpenTab(device))
}
function startingOver(world: World) {
  return world.tabs.filter((tab) => tab.wantsToStartOver && !tab.isFrozen)
}
function thawed(world: World) {
  return world.tabs.filter(({ isFrozen }) => !isFrozen)
}
function behind(world: World) {
  return world.tabs.filter(({ isFrozen, isVisible }) => !isFrozen && !isVisible)
}
function cloneable(world: World) {
  const reserved = world.devices.filter((device) => device.tabs.length === 0).length
  return world.pages.left > reserved + 1 ? world.devices.filter(({ userId }) => !world.off.has(userId)) : []
}
function frozen(world: World) {
  return world.tabs.filter(({ isFrozen }) => isFrozen)
}
function online(world: World) {
  return world.devices.filter(({ isOnline }) => isOnline)
}
function offline(world: World) {
  return world.devices.filter(({ isOnline }) => !isOnline)
}
function signedIn(world: World) {
  return world.devices.filter(({ session }) => session !== null)
}
function signedOut(world: World) {
  return world.devices.filter(({ session, userId }) => session === null && !world.off.has(userId))
}
function locked(world: World) {
  return world.tabs.filter(
    ({ isLocked, isFrozen, device }) => isLocked && !isFrozen && !world.off.has(device.userId),
  )
}
/** Offline with something unsent, as far as it is to be seen. */
function away(world: World) {
  return world.healableForMs === Number.POSITIVE_INFINITY ? offline(world) : []
}
