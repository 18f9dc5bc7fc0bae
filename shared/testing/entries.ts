import type { Opening } from '../actions/opening.ts'
import { idFrom } from '../base/ids.ts'
import type { DataOf } from '../journal/data.ts'
import type { Entry } from '../journal/entry.ts'
import { ACCOUNTING } from '../journal/entry.ts'
import type { ImportedRow } from '../journal/kinds/items-imported.ts'
import { ALL_KINDS, type KindName } from '../journal/kinds.ts'
import { CLIENT_ID, NOW, TODAY, idOf } from './a-client-file.ts'

/** An entry of the collector, made now. Entries that differ in anything but their moment have ids of their own. */
export function anEntry<Kind extends KindName>(
  kind: Kind,
  data: DataOf<Kind>,
  more: Partial<Entry> = {},
): Entry {
  const by = more.by ?? 'collector'
  return {
    id: idFrom(CLIENT_ID, JSON.stringify([kind, data, more])),
    kind,
    v: ALL_KINDS[kind].v,
    by,
    subject: subjectOf(kind, by),
    at: NOW,
    device: 'phone',
    seen: { version: 0, stamp: '' },
    data,
    ...more,
  }
}

function subjectOf(kind: KindName, by: string): Entry['subject'] {
  switch (ALL_KINDS[kind].subject) {
    case 'client':
      return { type: 'client', id: CLIENT_ID }
    case 'company':
      return { type: 'company' }
    case 'person':
      return { type: 'person', id: by }
  }
}

type More = Partial<Entry>

export function requalify(
  numbers: string[],
  fields: Partial<DataOf<'items.requalified'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'items.requalified',
    {
      itemIds: numbers.map(idOf),
      on: TODAY,
      statusId: 'status.dispute',
      comment: null,
      reasonId: null,
      disputedMinor: {},
      next: { mode: 'scenario' },
      ...fields,
    },
    more,
  )
}

export function anOpening(name: string, fields: Partial<Opening> = {}): Opening {
  return {
    actionId: idOf(name),
    type: 'followUp',
    kind: 'dispute',
    name,
    dueOn: '2026-11-29',
    ownerId: 'collector',
    resolverId: null,
    reasonId: null,
    templateId: null,
    ...fields,
  }
}

export function open(
  name: string,
  numbers: string[],
  fields: Partial<DataOf<'action.opened'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'action.opened',
    { ...anOpening(name), on: TODAY, itemIds: numbers.map(idOf), move: false, comment: null, ...fields },
    more,
  )
}

export function change(
  name: string,
  fields: DataOf<'action.changed'>['fields'],
  more: More & { comment?: string } = {},
): Entry {
  const { comment = null, ...entry } = more
  return anEntry('action.changed', { actionId: idOf(name), fields, comment }, entry)
}

export function close(name: string, fields: Partial<DataOf<'action.closed'>> = {}, more: More = {}): Entry {
  return anEntry(
    'action.closed',
    {
      actionId: idOf(name),
      on: TODAY,
      itemsBecome: 'disputeResolved',
      resolutionId: null,
      rootCauseId: null,
      comment: null,
      ...fields,
    },
    more,
  )
}

export function reopen(name: string, more: More = {}): Entry {
  return anEntry('action.reopened', { actionId: idOf(name), on: TODAY, dueOn: '2026-12-01' }, more)
}

export function associate(name: string, numbers: string[], move = false, more: More = {}): Entry {
  return anEntry(
    'items.associated',
    { actionId: idOf(name), itemIds: numbers.map(idOf), move, on: TODAY },
    more,
  )
}

export function disassociate(
  name: string,
  numbers: string[],
  because: DataOf<'items.disassociated'>['because'],
  more: More = {},
): Entry {
  return anEntry(
    'items.disassociated',
    { actionId: idOf(name), itemIds: numbers.map(idOf), because, on: TODAY },
    more,
  )
}

export function comment(name: string | null, text: string, more: More = {}): Entry {
  return anEntry(
    'comment.written',
    { actionId: name && idOf(name), itemIds: [], text, visibility: 'internal' },
    more,
  )
}

export function undo(entry: Entry, more: More = {}): Entry {
  return anEntry('entry.undone', { entryId: entry.id, actionIds: [], itemIds: [] }, { by: entry.by, ...more })
}

export function aRowOf(number: string, fields: Partial<ImportedRow> = {}): ImportedRow {
  const balanceMinor = fields.balanceMinor ?? 10_000
  return {
    id: idOf(number),
    number,
    kind: 'invoice',
    entity: null,
    currency: 'EUR',
    amountMinor: 10_000,
    balanceMinor,
    issuedOn: '2026-09-01',
    dueOn: '2026-10-01',
    closedOn: null,
    sourceStatus: null,
    statusId: null,
    ...fields,
  }
}

/** What the books say of the client: its rows, and open items they no longer have. */
export function books(
  items: ImportedRow[],
  fields: {
    client?: Partial<DataOf<'items.imported'>['client']>
    absent?: string[]
    asOf?: string
    appliesRules?: boolean
  } = {},
  more: More = {},
): Entry {
  return anEntry(
    'items.imported',
    {
      source: 'erp',
      asOf: fields.asOf ?? TODAY,
      client: {
        number: 'C1',
        name: 'Müller & Söhne',
        entity: null,
        scenarioId: null,
        sourceCollector: null,
        collectorId: null,
        email: null,
        phone: null,
        ...fields.client,
      },
      items,
      absent: (fields.absent ?? []).map(idOf),
      appliesRules: fields.appliesRules ?? true,
    },
    { by: ACCOUNTING, ...more },
  )
}

/** A step of the scenario is done, or, with a day, moved to it. */
export function aStepDone(
  leader: string,
  step: number,
  fields: Partial<DataOf<'scenarioStep.done'>> = {},
  more: More = {},
): Entry {
  const { movedTo = null } = fields
  return anEntry(
    'scenarioStep.done',
    {
      leaderItemId: idOf(leader),
      step,
      how: movedTo === null ? 'done' : 'moved',
      on: TODAY,
      movedTo,
      comment: null,
      call: null,
      ...fields,
    },
    more,
  )
}
