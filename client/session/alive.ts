import type { Timers } from './ports.ts'

/** A connection that did not answer in time. */
class StorageSilent extends Error {}

/** A newer version of the app has brought a newer database: this one can only be replaced. */
export class OutdatedApp extends Error {}

const DEAD = [
  'InvalidStateError',
  'UnknownError',
  'AbortError',
  'TransactionInactiveError',
  'DatabaseClosedError',
]

/** The connection to a database is gone, as iOS leaves it after the app was put away; a fresh one may work. */
export function isDead(error: unknown): boolean {
  return error instanceof StorageSilent || isNamed(error, DEAD)
}

/** There is no room; some browsers tell it as an abort and no more. */
export function isFull(error: unknown): boolean {
  return isNamed(error, ['QuotaExceededError', 'AbortError'])
}

/** Libraries wrap what the browser said. */
function isNamed(error: unknown, names: readonly string[]): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('name' in error && typeof error.name === 'string' && names.includes(error.name)) return true
  return (
    ('cause' in error && isNamed(error.cause, names)) || ('inner' in error && isNamed(error.inner, names))
  )
}

type Mending = {
  /** True when the call may be made again. `since`: what `now` said when it was made first. */
  mend: (error: unknown, since: number) => Promise<boolean>
  gaveUp: (error: unknown) => void
  now: () => number
}

/**
 * The same object, whose calls are made once more when `mend` could do something about what they failed with. For
 * objects whose calls may be repeated: what was written is written again, the same.
 */
export function mended<Target extends object>(target: Target, { mend, gaveUp, now }: Mending): Target {
  return new Proxy(target, {
    get(_, name) {
      const found: unknown = Reflect.get(target, name, target)
      if (typeof found !== 'function') return found
      return (...given: unknown[]) => {
        const since = now()
        const again = async (error: unknown): Promise<unknown> => {
          try {
            if (!(await mend(error, since))) throw error
            const answer: unknown = await Reflect.apply(found, target, given)
            return answer
          } catch (last) {
            gaveUp(last)
            throw last
          }
        }
        const answer: unknown = Reflect.apply(found, target, given)
        return answer instanceof Promise ? answer.catch(again) : answer
      }
    },
  })
}

/** Counts seconds that this page lives through, so that a sleeping one gives nothing up. */
export function withinSeconds<T>(timers: Timers, seconds: number, what: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    let left = seconds
    let timer = timers.set(tick, 1000)
    function tick() {
      if (--left <= 0) fail(new StorageSilent(`no answer within ${seconds} s`))
      else timer = timers.set(tick, 1000)
    }
    what.then(done, fail).finally(() => timers.clear(timer))
  })
}
