import type { Locks } from '../session/ports.ts'

type Waiting = { mode: 'exclusive' | 'shared'; start: () => void }
type Queue = { exclusive: boolean; shared: number; waiting: Waiting[] }

/** Locks within one page, where the browser has none (then one tab at a time works offline) and in tests. */
export function createMemoryLocks(): Locks {
  const queues = new Map<string, Queue>()

  function admit(queue: Queue) {
    for (;;) {
      const next = queue.waiting[0]
      if (!next || queue.exclusive || (next.mode === 'exclusive' && queue.shared > 0)) return
      queue.waiting.shift()
      if (next.mode === 'exclusive') queue.exclusive = true
      else queue.shared++
      next.start()
    }
  }

  return {
    async request(name, { mode, signal }, run) {
      const queue = queues.get(name) ?? { exclusive: false, shared: 0, waiting: [] }
      queues.set(name, queue)
      await new Promise<void>((start, fail) => {
        const waiting = { mode, start }
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
      try {
        return await run()
      } finally {
        if (mode === 'exclusive') queue.exclusive = false
        else queue.shared--
        admit(queue)
      }
    },
  }
}
