import type { Outcome } from '#shared/journal/outcome.ts'
import type { Chance } from '../../../server/demo/chance.ts'
import type { WishOf } from '../wishes/desk.ts'
import type { Wished } from '../wishes/wishes.ts'
import { ADMINISTRATOR } from '../world/company.ts'
import type { Device } from '../world/device.ts'
import type { Fault } from '../world/faults.ts'
import { BRINGS } from '../world/focus.ts'
import type { Tab } from '../world/tab.ts'
import type { World } from '../world/world.ts'
import { deliverAnswer, deliverRequests } from './messages.ts'
import { type Move } from './move.ts'
import { canRepeat, deskOf, isFor, make, readyTabs, wish } from './taps.ts'

/*
 * What a run is after is brought about: kinds it is after are on their way when a fault it is after comes, and get the
 * answers that seldom come about by themselves. It is still the scheduler that says when, and what happens in between.
 */

const DESKS = 8
const TURNS = 6

/** Of several moves of a fault the one that brings it; the others go before or after. */
const COMES_BY: Partial<Record<Fault, readonly string[]>> = {
  restored: ['restore'],
  switchedOff: ['switchOff'],
  leaseOver: ['weeksAway'],
}

export function meetings(moves: readonly Move[]): Move[] {
  const byName = new Map(moves.map((move) => [move.name, move]))
  const bring = async (world: World, chance: Chance, on: Device, names: readonly string[]) => {
    for (const name of shuffled(chance, names))
      if (await byName.get(name)?.make(world, chance, on)) return true
    return false
  }
  return [
    {
      name: 'meetFault',
      weight: 14,
      of: 'meeting',
      make: async (world, chance) => {
        const fault = oneOf(
          chance,
          (world.aim?.faults ?? []).filter((one) => unmet(world, one).length > 0),
        )
        if (!fault) return false
        // What was done since the backup is what there is to heal.
        if (fault === 'restored' && !world.backup)
          return (await byName.get('backUp')?.make(world, chance)) ?? false
        await tapAll(world, chance, fault)
        let isMet = false
        for (const device of shuffled(chance, devicesOf(world, unmet(world, fault)))) {
          await makeReady(world, device, fault)
          isMet = (await bring(world, chance, device, COMES_BY[fault] ?? BRINGS[fault] ?? [])) || isMet
          world.judgeStep()
        }
        return isMet
      },
    },
    {
      name: 'meetAnswer',
      weight: 7,
      of: 'meeting',
      make: async (world, chance) => {
        const left = (world.aim?.kinds ?? []).flatMap((kind) =>
          (['noop', 'parked'] as const).flatMap((answer) =>
            wasAnswered(world, kind, answer) ? [] : [{ kind, answer }],
          ),
        )
        const wanted = oneOf(chance, left)
        if (!wanted) return false
        return wanted.answer === 'noop'
          ? doTwice(world, chance, wanted.kind)
          : giveAway(world, chance, wanted.kind)
      },
    },
  ]
}

/** Kinds it is after that this fault has not met in this run. */
function unmet({ aim, ledger }: World, fault: Fault): Wished[] {
  const met = new Set(
    [...ledger.kept.values()].flatMap(({ kind, faults }) => (faults.has(fault) ? [kind] : [])),
  )
  return (aim?.kinds ?? []).filter((kind) => !met.has(kind))
}

/** What comes once in a run, or seldom, meets all of them on one device, as far as its person may. */
const COMES_ONCE: readonly Fault[] = ['switchedOff', 'leaseOver']

/** Of each kind something is on its way that the fault can meet, if there is anything to do. */
async function tapAll(world: World, chance: Chance, fault: Fault): Promise<void> {
  const kinds = unmet(world, fault)
  const able = (tab: Tab) => {
    const desk = deskOf(tab, world, chance)
    return desk ? kinds.filter((kind) => isFor(desk, kind)).length : 0
  }
  const places = shuffled(chance, readyTabs(world)).filter(({ device }) => canMeet(fault, device))
  const one = COMES_ONCE.includes(fault) ? places.toSorted((a, b) => able(b) - able(a))[0]?.device : undefined
  for (const kind of kinds) {
    const isThere = ({ device }: { device: Device }) => canMeet(fault, device) && (!one || device === one)
    if (onItsWay(world, kind).some(isThere)) continue
    await tapSomewhere(world, chance, kind, isThere)
  }
}

/** Who decides what others leave is not switched off. */
function canMeet(fault: Fault, { userId }: Device): boolean {
  return fault !== 'switchedOff' || userId !== ADMINISTRATOR
}

function onItsWay({ ledger }: World, kind: Wished) {
  return [...ledger.kept.values()].filter(
    (kept) => kept.kind === kind && !kept.isWithdrawn && !kept.isLost && !ledger.isOver(kept.id),
  )
}

function devicesOf(world: World, kinds: readonly Wished[]): Device[] {
  const devices = kinds.flatMap((kind) => onItsWay(world, kind).slice(0, 1)).map(({ device }) => device)
  return [...new Set(devices)]
}

function wasAnswered({ ledger }: World, kind: Wished, answer: Outcome['type']): boolean {
  return [...ledger.kept.values()].some(
    (kept) => kept.kind === kind && ledger.answers.get(kept.id)?.has(answer),
  )
}

/** Somebody does it, if there is anything to do it with and anybody who may. */
async function tapSomewhere(
  world: World,
  chance: Chance,
  kind: Wished,
  isWanted: (tab: Tab) => boolean = () => true,
): Promise<Tab | null> {
  const before = world.ledger.kept.size
  for (const tab of shuffled(chance, readyTabs(world).filter(isWanted)))
    for (let sat = 0; sat < DESKS && tab.isAlive && !tab.isFrozen; sat++) {
      const desk = deskOf(tab, world, chance)
      if (!desk || !isFor(desk, kind)) break
      await wish(tab, world, desk, kind)
      if (world.ledger.kept.size > before && onItsWay(world, kind).length > 0) return tab
    }
  return null
}

/** A fault needs something to happen to. */
async function makeReady(world: World, device: Device, fault: Fault): Promise<void> {
  const calls = world.network.calls.filter(({ tab, state }) => tab.device === device && state === 'leaving')
  switch (fault) {
    case 'answerLost':
    case 'serverKilledBeforeAnswer':
      if (calls.length > 0) await deliverRequests(calls, world)
      return
    case 'everythingLost':
      // What has left it is what may be known elsewhere.
      for (let turn = 0; turn < TURNS && !isSending(world, device); turn++) await handOn(world, device)
      return
    case 'pokesSilent':
      for (const { streams, isFrozen } of device.tabs)
        for (const stream of streams)
          if (device.isOnline && !isFrozen && stream.state === 'broken') await stream.connect()
      return
    case 'leaseOver':
      if (!device.isOnline) return
      world.count('offline', device)
      world.trace.say(`${device.name} is offline`)
      device.isOnline = false
      return
    default:
      return
  }
}

function isSending({ network }: World, device: Device): boolean {
  return network.calls.some(({ tab, what }) => what === 'push' && tab.device === device)
}

/** The device's next call arrives, or its answer does. */
async function handOn(world: World, device: Device): Promise<void> {
  const calls = world.network.calls.filter(({ tab, isGhost }) => tab.device === device && !isGhost)
  const answered = calls.find(({ answer, tab }) => answer && tab.isAlive && !tab.isFrozen)
  const leaving = calls.find(({ state }) => state === 'leaving')
  if (answered) await deliverAnswer(answered, world)
  else if (leaving) await deliverRequests([leaving], world)
}

/** Two do the same, and the second cannot have heard of the first. */
async function doTwice(world: World, chance: Chance, kind: Wished): Promise<boolean> {
  const first = await tapSomewhere(world, chance, kind)
  const done = world.done.at(-1)
  if (!first || done?.kind !== kind) return false
  for (const tab of shuffled(chance, readyTabs(world))) {
    const desk = tab.device === first.device ? null : deskOf(tab, world, chance)
    if (!desk || !canRepeat(tab, desk, done)) continue
    await make(tab, world, kind, done as WishOf<Wished>)
    return true
  }
  return true
}

/** Somebody does it, and has lost the client when it arrives. */
async function giveAway(world: World, chance: Chance, kind: Wished): Promise<boolean> {
  const collects = ({ device }: Tab) => device.userId === 'ana' || device.userId === 'ben'
  const tab = await tapSomewhere(world, chance, kind, collects)
  const kept = onItsWay(world, kind).find(({ device }) => device === tab?.device)
  if (!tab || !kept?.clientId) return false
  await world.handAway(kept.clientId, tab.device.userId === 'ana' ? 'ben' : 'ana')
  return true
}

function oneOf<T>(chance: Chance, from: readonly T[]): T | undefined {
  return from[chance.whole(0, Math.max(0, from.length - 1))]
}

function shuffled<T>(chance: Chance, from: readonly T[]): T[] {
  const left = [...from]
  return from.flatMap(() => left.splice(chance.whole(0, left.length - 1), 1))
}
