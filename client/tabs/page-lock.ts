import type { Ports } from '../session/ports.ts'

/** A page takes a fraction of a second, on a slow phone a few; a reader less. */
const READER_WAITS_S = 3
const WRITER_WAITS_S = 10

/** Lock that a page is written under; everybody reads under it together, so nobody sees half a page. */
function nameOf({ prefix }: Ports, userId: string): string {
  return `${prefix}page:${userId}`
}

/**
 * Runs while no page is being written. `isUrgent`: a screen that has nothing to show yet does not wait for a tab that was
 * frozen in the middle of a page. Half a page is whole files that are newer than the position; the next page, or the
 * same again, mends it.
 */
export async function betweenPages<T>(
  ports: Ports,
  userId: string,
  isUrgent: boolean,
  read: () => Promise<T>,
): Promise<T> {
  const limit = isUrgent ? limitOf(ports, READER_WAITS_S) : null
  let reading: Promise<T> | undefined
  const options = { mode: 'shared', ...(limit && { signal: limit.signal }) } as const
  try {
    return await ports.locks.request(nameOf(ports, userId), options, () => {
      limit?.clear()
      return (reading = read())
    })
  } catch (error) {
    if (!isAbort(error)) throw error
  } finally {
    limit?.clear()
  }
  if (!reading) return read()
  // Another tab took this one for frozen and stole the lock: what was read may be half a page.
  await reading.catch(() => undefined)
  return betweenPages(ports, userId, isUrgent, read)
}

/** Writes while nobody reads. A tab that was frozen while it read or wrote loses the lock. */
export async function writingPage<T>(ports: Ports, userId: string, write: () => Promise<T>): Promise<T> {
  const name = nameOf(ports, userId)
  const limit = limitOf(ports, WRITER_WAITS_S)
  let writing: Promise<T> | undefined
  try {
    return await ports.locks.request(name, { mode: 'exclusive', signal: limit.signal }, () => {
      limit.clear()
      return (writing = write())
    })
  } catch (error) {
    if (!limit.signal.aborted || writing) throw error
    return await ports.locks.request(name, { mode: 'exclusive', steal: true }, write)
  } finally {
    limit.clear()
  }
}

/** Whoever holds the page lock is taken to be frozen: those who wait for it go on. */
export async function freePages(ports: Ports, userId: string): Promise<void> {
  const asked = ports.locks.request(
    nameOf(ports, userId),
    { mode: 'exclusive', steal: true },
    async () => undefined,
  )
  await asked.catch(unlessStolen)
}

function unlessStolen(error: unknown): void {
  if (!isAbort(error)) throw error
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

/** Counts seconds that this page lives through: one that slept with the others has waited for nothing. */
function limitOf({ timers }: Ports, seconds: number) {
  const giveUp = new AbortController()
  let left = seconds
  let timer = timers.set(tick, 1000)
  function tick() {
    if (--left <= 0) giveUp.abort()
    else timer = timers.set(tick, 1000)
  }
  return { signal: giveUp.signal, clear: () => timers.clear(timer) }
}
