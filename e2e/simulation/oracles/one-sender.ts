import { holds } from '../world/failure.ts'
import type { World } from '../world/world.ts'

/**
 * One tab of a device sends and fetches. A tab that was frozen, or heard nothing for so long, may have a call under way
 * when another takes its place, and gives up then; devices on which that has happened are left out.
 */
export function judgeOneSender({ devices, network }: World): void {
  for (const device of devices) {
    if (device.hasFrozen) continue
    const asking = new Set(
      network.calls.flatMap(({ tab, what, isGhost }) =>
        tab.device === device && tab.isAlive && !isGhost && (what === 'push' || what === 'pull')
          ? [tab.name]
          : [],
      ),
    )
    holds('one sender', asking.size <= 1, () => `${device.name}: ${[...asking].join(' and ')} ask at once`)
  }
}
