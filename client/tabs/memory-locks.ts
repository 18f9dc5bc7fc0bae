import type { Locks } from '../session/ports.ts'

type Mode = 'exclusive' | 'shared'
type Held = { mode: Mode; lose: () => void }
type Waiting = { held: Held; start: () => void }
type Queue = { holders: Set<Held>; waiting: Waiting[] }

/** Locks within one page, where the browser has none (then one tab at a time works offline) and in tests. */
export function createMemoryLocks(): Locks {
  const queues = new Map<string, Queue>()

  function admit({ holders, waiting }: Queue) {
    for (;;) {
      const next = waiting[0]
      if (!next) return
      const isFree = holders.size === 0 || (next.held.mode === 'shared' && areShared(holders))
      if (!isFree) return
      waiting.shift()
      holders.add(next.held)
      next.start()
    }
  }

  async function inLine(queue: Queue, held: Held, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    await new Promise<void>((start, fail) => {
      const waiting = { held, start }
      queue.waiting.push(waiting)
      signal?.addEventListener('abort', () => {
        const at = queue.waiting.indexOf(waiting)
        if (at < 0) return
        queue.waiting.splice(at, 1)
        fail(new DOMException('left the line', 'AbortError'))
        admit(queue)
      })
      admit(queue)
    })
  }

  return {
    async request(name, options, run) {
      const queue = queues.get(name) ?? { holders: new Set(), waiting: [] }
      queues.set(name, queue)
      const lost = Promise.withResolvers<never>()
      // Whether anybody waits for it or not.
      lost.promise.catch(() => undefined)
      const held: Held = {
        mode: options.mode,
        lose: () => lost.reject(new DOMException('stolen', 'AbortError')),
      }
      if ('steal' in options) {
        for (const holder of queue.holders) holder.lose()
        queue.holders.clear()
        queue.holders.add(held)
      } else await inLine(queue, held, options.signal)
      try {
        return await Promise.race([run(), lost.promise])
      } finally {
        if (queue.holders.delete(held)) admit(queue)
      }
    },
  }
}

function areShared(holders: ReadonlySet<Held>): boolean {
  return [...holders].every(({ mode }) => mode === 'shared')
}
