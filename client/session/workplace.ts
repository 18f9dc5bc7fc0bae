import { type InjectionKey, type ShallowRef, inject, provide, type App } from 'vue'
import { must } from '#shared/base/must.ts'
import type { EntryMaker } from '../outbox/entry-maker.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { ReplicaView } from '../replica/replica-view.ts'
import type { SyncStatus } from '../shell/sync-status.ts'
import type { Ports } from './ports.ts'
import type { StorageState } from './storage-watch.ts'
import type { Watch } from './watch-over.ts'

/** Everything one signed-in person works with on this device; opened at sign-in, closed at sign-out. */
export type Workplace = {
  userId: string
  ports: Ports
  view: ReplicaView
  outbox: Outbox
  entries: EntryMaker
  sync: Readonly<ShallowRef<SyncContact>>
  storage: Readonly<ShallowRef<StorageState>>
  /** Set when the person may work here no longer, in every tab. */
  ending: Watch['ending']
  /** What the server said with its last page. */
  told: Watch['told']
  leaseLeftMs: Watch['leaseLeftMs']
  /** This tab is the one that sends and fetches. */
  isLeading: Readonly<ShallowRef<boolean>>
  /** Pages of documents that only this device has: how many are to be sent, and how many need their author. */
  pages: ShallowRef<{ toSend: number; needYou: number }>
  /** Aborted when the workplace closes. */
  closing: AbortSignal
  /** Asks the tab that syncs to send and fetch now. */
  wake: () => void
  close: () => Promise<void>
  /** Closes it and takes the person's replica off this device; what they have not sent stays in the outbox. */
  leave: () => Promise<void>
}

/** Where the connection stands, as the syncing tab tells all tabs. */
export type SyncContact = {
  state: SyncStatus['state']
  /** Why it stands still until somebody acts. */
  stoppedBecause: 'signIn' | 'update' | null
}

export const workplaceKey: InjectionKey<Workplace> = Symbol('workplace')

/** Hands the workplace to the components below the caller, or to a whole app. */
export function provideWorkplace(workplace: Workplace, app?: App): void {
  if (app) app.provide(workplaceKey, workplace)
  else provide(workplaceKey, workplace)
}

export function useWorkplace(): Workplace {
  return must(inject(workplaceKey), 'a signed-in person’s workplace around this component')
}
