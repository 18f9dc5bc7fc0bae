import type { Ports } from '../session/ports.ts'

/**
 * One tab of a device sends and fetches: the one that holds the lock. The others wait in line and take over when it
 * closes. `lead` runs while this tab leads; what it returns ends that. The returned function leaves the line.
 */
export function standForLeader(
  ports: Ports,
  name: string,
  lead: () => () => Promise<void>,
): () => Promise<void> {
  const leaving = new AbortController()
  const left = new Promise<void>((done) =>
    leaving.signal.addEventListener('abort', () => done(), { once: true }),
  )
  const held = ports.locks
    .request(name, { mode: 'exclusive', signal: leaving.signal }, async () => {
      if (leaving.signal.aborted) return
      const end = lead()
      await left
      await end()
    })
    .catch((error: unknown) => {
      // Leaving while still in line.
      if (!leaving.signal.aborted) throw error
    })
  return async () => {
    leaving.abort()
    await held
  }
}
