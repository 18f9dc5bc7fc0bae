import { isAbort } from '../tabs/page-lock.ts'
import type { Ports } from './ports.ts'

const nameOf = (replica: string) => `${replica}-open`
const ASKS_MS = 1000
const HOLDS_AFTER_MS = 3000

/**
 * While a tab has a replica open, no other takes it away; returns what lets go of it. It waits for one that is taking it
 * away, though not for ever: that may have been frozen.
 */
export async function holdReplica({ locks, timers, report }: Ports, replica: string): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((done) => (release = done))
  await new Promise<void>((held) => {
    const timer = timers.set(held, HOLDS_AFTER_MS)
    const hold = () => {
      timers.clear(timer)
      held()
      return released
    }
    locks.request(nameOf(replica), { mode: 'shared' }, hold).catch(report)
  })
  return release
}

/** Runs if no tab has the replica open; false when one has, as a tab of an older version of the app that is still shown. */
export async function ifNobodyHas(
  { locks, timers }: Ports,
  replica: string,
  run: () => Promise<void>,
): Promise<boolean> {
  const limit = new AbortController()
  const timer = timers.set(() => limit.abort(), ASKS_MS)
  try {
    await locks.request(nameOf(replica), { mode: 'exclusive', signal: limit.signal }, () => {
      timers.clear(timer)
      return run()
    })
    return true
  } catch (error) {
    if (!isAbort(error)) throw error
    return false
  } finally {
    timers.clear(timer)
  }
}
