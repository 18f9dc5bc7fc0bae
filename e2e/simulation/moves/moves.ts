import { type Chance } from '../../../server/demo/chance.ts'
import type { World } from '../world/world.ts'
import { DEVICES } from './devices.ts'
import { meetings } from './meetings.ts'
import { MESSAGES } from './messages.ts'
import type { Move } from './move.ts'
import { OFFICE } from './office.ts'
import { TAPS } from './taps.ts'
import { TIME } from './time.ts'

const BY_THEMSELVES: readonly Move[] = [...TAPS, ...MESSAGES, ...TIME, ...DEVICES, ...OFFICE]

export const MOVES: readonly Move[] = [...BY_THEMSELVES, ...meetings(BY_THEMSELVES)]

/** Lets one thing happen: by weight, among what can. */
export async function makeMove(world: World, chance: Chance): Promise<void> {
  const known = MOVES.filter(({ of }) =>
    of === 'sitting'
      ? world.sitsDown
      : of === 'aim'
        ? world.aim !== null
        : of === 'meeting'
          ? world.hasMeetings
          : of === undefined || world.mayFail.has(of),
  )
  const left = known.map((move) => ({ ...move, weight: move.weight * world.oftenOf(move.name) }))
  while (left.length > 0) {
    let at = chance.next() * left.reduce((sum, { weight }) => sum + weight, 0)
    const index = left.findIndex(({ weight }) => (at -= weight) < 0)
    const [picked] = left.splice(Math.max(0, index), 1)
    if (picked && (await picked.make(world, chance))) return
  }
}
