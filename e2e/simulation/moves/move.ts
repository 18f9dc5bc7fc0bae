import type { Chance } from '../../../server/demo/chance.ts'
import { Device } from '../world/device.ts'
import type { Fault } from '../world/faults.ts'
import { BRINGS } from '../world/focus.ts'
import { Tab } from '../world/tab.ts'
import type { World } from '../world/world.ts'

/** One thing the scheduler may let happen next: where it can, and what it does. */
export type Move = {
  name: string
  weight: number
  /**
   * Only in runs that have this fault, in which people sit down, that are after something, or that bring about what they
   * are after: what others do is not moved by it.
   */
  of?: Fault | 'sitting' | 'aim' | 'meeting'
  /** Does it somewhere, or on one device, if it can be done anywhere there; false when not. */
  make: (world: World, chance: Chance, on?: Device) => Promise<boolean>
}

const FAULTY = new Set(Object.values(BRINGS).flat())

/** A move that happens to one of several things. */
export function move<T>(
  name: string,
  weight: number,
  places: (world: World) => readonly T[],
  run: (place: T, world: World, chance: Chance) => Promise<void> | void,
  of?: Move['of'],
): Move {
  return {
    name,
    weight,
    ...(of && { of }),
    async make(world, chance, on) {
      const all = on ? places(world).filter((place) => isOf(on, place)) : places(world)
      const found = FAULTY.has(name) && !on ? whereAimed(world, all) : all
      const place = found[chance.whole(0, found.length - 1)]
      if (place === undefined) return false
      await run(place, world, chance)
      await world.time.idle()
      return true
    },
  }
}

/** What goes wrong does so where something is on its way that a run is after, if it is one that helps it along. */
function whereAimed<T>(world: World, places: readonly T[]): readonly T[] {
  if (!world.isHelped) return places
  const busy = world.devices.filter((device) => world.hasAimed(device))
  const there = places.filter((place) =>
    busy.some((device) => place === device || place === device.userId || isTabOf(device, place)),
  )
  return there.length > 0 ? there : places
}

/** What is no device’s own can happen to any. */
function isOf(device: Device, place: unknown): boolean {
  if (place instanceof Device) return place === device
  if (place instanceof Tab) return place.device === device
  if (typeof place === 'string') return place === device.userId
  const tab: unknown = typeof place === 'object' && place !== null ? Reflect.get(place, 'tab') : undefined
  return tab instanceof Tab ? tab.device === device : true
}

function isTabOf(device: Device, place: unknown): boolean {
  return place instanceof Tab && place.device === device
}
