import { isToBeSent } from '../../../client/outbox/record.ts'
import type { Device } from '../world/device.ts'
import { holds } from '../world/failure.ts'
import type { World } from '../world/world.ts'

/** The device of somebody who was switched off holds nothing of what they could see; at most it keeps locked what nobody takes. */
export async function judgeWiped(world: World, device: Device): Promise<void> {
  const held = ['files', 'summaries', 'history', 'company'].filter(
    (name) => device.disk.documents(name).size > 0,
  )
  holds('no leak', held.length === 0, () => `${device.name} was left, and still holds ${held.join()}`)
  const unsent = await unsentOn(world, device)
  const isTaken = unsent === 0 || !(await world.time.resultOf(device.hasKey()))
  holds('no loss', isTaken, () => `${device.name} was left with ${unsent} entries that the server would take`)
}

export async function unsentOn(world: World, device: Device): Promise<number> {
  const records = await world.time.resultOf(device.outbox())
  return [...records.values()].filter(isToBeSent).length
}
