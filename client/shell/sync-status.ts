import { computed, inject, ref, type App, type InjectionKey, type Ref } from 'vue'

/** What the strip on every screen says about the picture one looks at. */
export type SyncStatus = {
  state: 'live' | 'syncing' | 'offline' | 'stopped'
  /** Last moment the replica was known to be complete. */
  asOfMs: number | null
  pending: number
  needsYou: number
  /** The device's storage: what is not `fine` goes before all else. */
  storage?: 'fine' | 'full' | 'failing' | 'outdated'
  /** Server's clock less the device's, ms; said when it is off by minutes. */
  clockOffMs?: number
}

const syncStatusKey: InjectionKey<Ref<SyncStatus>> = Symbol('sync status')
const UNKNOWN: SyncStatus = { state: 'stopped', asOfMs: null, pending: 0, needsYou: 0 }

export function provideSyncStatus(app: App, status: Ref<SyncStatus>): void {
  app.provide(syncStatusKey, status)
}

export function useSyncStatus() {
  const status = inject(syncStatusKey, () => ref(UNKNOWN), true)
  return computed(() => status.value)
}
