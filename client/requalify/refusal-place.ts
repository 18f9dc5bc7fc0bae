import type { Refusal } from '#shared/journal/outcome.ts'

/** The fields of the sheets that change a status or open an action; `whole` is none of them. */
export type Place =
  | 'status'
  | 'on'
  | 'comment'
  | 'reason'
  | 'disputed'
  | 'next'
  | 'name'
  | 'kind'
  | 'dueOn'
  | 'owner'
  | 'resolver'
  | 'whole'

const PLACE_OF_FIELD: ReadonlyMap<string, Place> = new Map([
  ['statusId', 'status'],
  ['on', 'on'],
  ['comment', 'comment'],
  ['reasonId', 'reason'],
  ['disputedMinor', 'disputed'],
  ['next', 'next'],
  ['name', 'name'],
  ['kind', 'kind'],
  ['type', 'kind'],
  ['dueOn', 'dueOn'],
  ['ownerId', 'owner'],
  ['resolverId', 'resolver'],
])

/** Where a refusal is shown: at the field that can mend it. */
export function placeOf(refusal: Refusal): Place {
  switch (refusal.type) {
    case 'statusUnknown':
      return 'status'
    case 'personUnknown':
      return 'owner'
    case 'settingUnknown':
    case 'invalid':
      return placeOfPath(refusal.field)
    case 'inOtherAction':
    case 'closed':
      return 'next'
    case 'nothingLeft':
      return refusal.items.some(({ because }) => because === 'overBalance') ? 'disputed' : 'whole'
    case 'notFound':
      return refusal.what === 'action' ? 'next' : 'whole'
    case 'notAllowed':
    case 'notClosed':
    case 'notPossible':
    case 'amiss':
    case 'idTaken':
    case 'touchedSince':
    case 'cannotUndo':
    case 'dependsOn':
    case 'declined':
    case 'lapsed':
    case 'alreadyDecided':
    case 'notAsked':
    case 'ownRequest':
    case 'changedSince':
    case 'stillAsked':
    case 'discarded':
    case 'defect':
      return 'whole'
  }
}

/** A path such as `data.next.opening.name`, by the last part that is a field here. */
function placeOfPath(path: string): Place {
  const known = path
    .split('.')
    .reverse()
    .find((part) => PLACE_OF_FIELD.has(part))
  return PLACE_OF_FIELD.get(known ?? '') ?? 'whole'
}

export type Step = 1 | 2 | 3

/** The step of a requalification that shows a place. */
export const STEP_OF: Record<Place, Step> = {
  status: 1,
  on: 1,
  comment: 1,
  reason: 1,
  disputed: 1,
  resolver: 1,
  next: 2,
  name: 2,
  kind: 2,
  dueOn: 2,
  owner: 2,
  whole: 3,
}
