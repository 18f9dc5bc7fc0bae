import { type App, type InjectionKey, inject } from 'vue'
import type { Lease } from '#shared/people/offline-lease.ts'
import type { OutboxRecord } from '../outbox/record.ts'

/** A device that was too long without contact: since when, and what it keeps unsent. */
export type Lapsed = { lease: Lease; records: readonly OutboxRecord[] }

const lapsedKey: InjectionKey<Lapsed | null> = Symbol('lapsed')

export function provideLapsed(app: App, lapsed: Lapsed): void {
  app.provide(lapsedKey, lapsed)
}

/** Null while the device is not locked. */
export function useLapsed(): Lapsed | null {
  return inject(lapsedKey, null)
}
