import type { Entry } from '../journal/entry.ts'
import type { Parked } from '../parked/parked.ts'
import { CLIENT_ID, idOf } from './a-client-file.ts'

/** An entry that waits for whoever is in charge now, since 22 November 2026. */
export function aWish(name: string, entry: Entry, actionId: string | null): Parked {
  const { kind, v, by, at, device, data } = entry
  return {
    id: idOf(name),
    clientId: CLIENT_ID,
    actionId,
    kind,
    v,
    by,
    at,
    device,
    data,
    because: 'moved',
    lapsesOn: '2026-12-22',
    decision: null,
    decidedBy: null,
    decidedAt: null,
    version: 0,
  }
}
