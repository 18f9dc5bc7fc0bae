/**
 * Stands in for the library RxDB tells other tabs with. The replica is opened with `multiInstance: false`, tabs have their
 * own channel, and what is never used need not be loaded.
 */
export class BroadcastChannel {
  constructor(name: string) {
    throw new Error(`RxDB opened the channel ${name} although the replica is not told to other tabs by it`)
  }
}
