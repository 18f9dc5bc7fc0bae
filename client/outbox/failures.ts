import { OutdatedApp, isFull } from '../session/alive.ts'
import type { NotKeptBecause } from './made.ts'

/** Another tab has taken the lead of this one: what only the leading tab does must stop here. */
export class LostLead extends Error {}

/** A write the device refused; browsers tell a full disk as a quota error or as an abort that carries one. */
export class NotKept extends Error {
  readonly because: NotKeptBecause
  constructor(because: NotKeptBecause, cause: unknown) {
    super(`not kept: ${because}`, { cause })
    this.because = because
  }
}

export function notKept(error: unknown): NotKept {
  if (error instanceof NotKept) return error
  if (error instanceof OutdatedApp) return new NotKept('appOutdated', error)
  return new NotKept(isFull(error) ? 'storageFull' : 'storageFailed', error)
}
