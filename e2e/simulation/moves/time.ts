import type { Tab } from '../world/tab.ts'
import type { World } from '../world/world.ts'
import { type Move, move } from './move.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Time: timers fire when the scheduler lets them, and now and then days go by. */
export const TIME: Move[] = [
  move('timer', 12, waitingTabs, async (tab, world) => fireTimer(tab, world)),
  move('wake', 2, waitingTabs, (tab, world) => {
    world.trace.say(`${tab.name} comes back`)
    for (const wake of [...tab.wakes]) wake()
  }),
  move(
    'minutesPass',
    2,
    (world) => [world],
    async (_, world, chance) => {
      await world.time.passTo(world.time.nowMs + chance.whole(1, 90) * MINUTE)
      world.trace.say(`it is ${world.time.nowMs}`)
    },
  ),
  move(
    'daysPass',
    1,
    (world) => (world.mayFail.has('daysPass') && world.healableForMs > DAY ? [world] : []),
    async (_, world, chance) => {
      world.count('daysPass', null)
      // Now and then a month, after which what waited for somebody comes to nothing.
      const days = chance.isTrue(0.35) ? 31 : chance.whole(1, 12)
      await passDays(world, days + chance.whole(0, DAY) / DAY)
    },
  ),
  move(
    'clockGoesWrong',
    1,
    (world) => (world.mayFail.has('clockWrong') ? world.devices : []),
    (device, world, chance) => {
      world.count('clockWrong', device)
      device.skewMs = chance.one([0, -400 * DAY, 26 * 60 * MINUTE, -26 * 60 * MINUTE, 3 * DAY, 5 * MINUTE])
      world.trace.say(`${device.name} is ${device.skewMs} ms off`)
    },
  ),
]

/** Days go by, and the server sees them go. */
export async function passDays(world: World, days: number): Promise<void> {
  await world.time.passTo(world.time.nowMs + Math.min(Math.round(days * DAY), world.healableForMs))
  world.trace.say(`it is ${world.time.nowMs}`)
  await lookAtCalendar(world)
}

/** What the days bring, as the server looks for it every ten minutes. */
async function lookAtCalendar(world: World): Promise<void> {
  void world.server.lookAtCalendar().catch(world.blame)
  await world.time.idle()
}

/** Fires the tab's first timer; time moves on to it. */
export async function fireTimer(tab: Tab, world: World): Promise<void> {
  const timer = tab.nextTimer
  if (!timer) return
  await world.time.passTo(timer.atMs)
  if (!tab.timers.delete(timer.id)) return
  world.trace.say(`${tab.name} has its timer ${timer.id} at ${world.time.nowMs}`)
  timer.run()
  await world.time.idle()
}

function waitingTabs(world: World): Tab[] {
  return world.tabs.filter(({ isFrozen, timers }) => !isFrozen && timers.size > 0)
}
