import type { ChildProcess } from 'node:child_process'

/** Options for a Node process that answers how much memory it holds. */
export const PROBED = ['--expose-gc', '--import', new URL('./memory-probe.ts', import.meta.url).href]

/** What a probed process holds in memory once its garbage is away, bytes. */
export function memoryOf(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    const hear = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('memory' in message)) return
      child.off('message', hear)
      done(Number(message.memory))
    }
    child.on('message', hear)
    child.send('memory')
  })
}
