import { newId } from '#shared/base/ids.ts'
import { useWorkplace } from '../session/workplace.ts'

/**
 * How screens change anything: `make('action.changed', {type: 'client', id}, {…})`.
 * The entry is decided here first; a refusal comes back at once and nothing is kept. Otherwise it is kept durably
 * before the promise resolves, shows on every screen, and leaves when there is a network.
 */
export function useEntries() {
  const { entries, ports } = useWorkplace()
  return {
    make: entries.make,
    /** One gesture on several clients: one entry each, undone as one. All are kept or none. */
    makeBatch: entries.makeBatch,
    /** One gesture of several entries on one client, each on what the one before left. All are kept, or none. */
    makeGesture: entries.makeGesture,
    /** Takes unsent entries out of the outbox; for the others an entry that puts back what they changed. */
    undo: entries.undo,
    tryAgain: entries.tryAgain,
    /** An id for a row an entry creates. */
    newId: () => newId(ports.clock.now(), ports.random(16)),
  }
}
