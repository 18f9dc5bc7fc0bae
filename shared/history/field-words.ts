import * as z from 'zod/mini'
import { KIND_NAMES, ACTION_TYPES } from '../actions/kinds.ts'
import { isCalendarDay } from '../base/calendar-day.ts'
import { customFieldsSchema } from '../base/custom-fields.ts'
import { DOCUMENT_TYPES } from '../documents/document.ts'
import { ITEM_KINDS } from '../items/item.ts'
import type { RowsByTable } from '../journal/decision.ts'
import type { FieldChange, HistoryRow } from '../journal/history.ts'
import type { WordKey } from '../words/say.ts'
import { type Reader, actionName, itemOf, kindName, namesText, personName, settingName } from './reader.ts'

/** One field before and after, in words. `before` is null for what is new. */
export type ChangeLine = {
  label: string
  /** What changed, where the headline does not say it. */
  subject: string | null
  before: string | null
  after: string
}

type As =
  | 'text'
  | 'day'
  | 'person'
  | 'setting'
  | 'amount'
  | 'type'
  | 'kind'
  | 'itemKind'
  | 'action'
  | 'documentType'
  | 'yesNo'

type Told<T extends keyof RowsByTable> = Exclude<
  keyof RowsByTable[T],
  'id' | 'clientId' | 'version' | 'stamps'
>

/**
 * Every field of every table: how it is told, or null where the headline tells it or nobody asks.
 * A forgotten field does not compile.
 */
const FIELDS: { [T in keyof RowsByTable]: Record<Told<T>, [WordKey, As] | null> } = {
  clients: {
    number: ['history.field.number', 'text'],
    name: ['history.field.name', 'text'],
    entity: ['history.field.entity', 'text'],
    collectorId: ['history.field.collector', 'person'],
    salesId: ['history.field.sales', 'person'],
    sourceCollector: null,
    scenarioId: ['history.field.scenario', 'setting'],
    scenarioStep: null,
    ownScenarioId: null,
    fields: null,
  },
  contacts: {
    name: ['history.field.name', 'text'],
    role: ['history.field.role', 'text'],
    email: ['history.field.email', 'text'],
    phone: ['history.field.phone', 'text'],
    removed: null,
  },
  items: {
    source: null,
    number: ['history.field.number', 'text'],
    kind: ['history.field.kind', 'itemKind'],
    entity: ['history.field.entity', 'text'],
    currency: ['history.field.currency', 'text'],
    amountMinor: ['history.field.amount', 'amount'],
    balanceMinor: ['history.field.balance', 'amount'],
    issuedOn: ['history.field.issuedOn', 'day'],
    dueOn: ['history.field.dueOn', 'day'],
    closedOn: ['history.field.paid', 'day'],
    sourceStatus: ['history.field.sourceStatus', 'text'],
    statusId: ['history.field.status', 'setting'],
    statusOn: null,
    statusBy: null,
    statusComment: null,
    reasonId: ['history.field.reason', 'setting'],
    disputedMinor: ['history.field.disputed', 'amount'],
    returnedOn: null,
    resumesAt: null,
    suggested: null,
    fields: null,
  },
  actions: {
    type: ['history.field.type', 'type'],
    kind: ['history.field.kind', 'kind'],
    name: ['history.field.name', 'text'],
    dueOn: ['history.field.nextDate', 'day'],
    ownerId: ['history.field.owner', 'person'],
    resolverId: ['history.field.resolver', 'person'],
    stageId: null,
    templateId: null,
    checklist: null,
    participants: null,
    reasonId: ['history.field.reason', 'setting'],
    caseId: ['history.field.case', 'action'],
    openedOn: null,
    openedBy: null,
    openedAt: null,
    closedOn: null,
    closedBy: null,
    closedAt: null,
    resolutionId: ['history.field.resolution', 'setting'],
    rootCauseId: ['history.field.rootCause', 'setting'],
    removed: null,
    aliases: null,
  },
  associations: {
    actionId: null,
    itemId: null,
    joinedOn: null,
    had: null,
    leftOn: null,
    leftBecause: null,
    leftWith: null,
    removed: null,
  },
  casework: { actionId: null, work: null, wakesOn: null, removed: null },
  documents: {
    actionId: null,
    itemIds: null,
    name: ['history.field.name', 'text'],
    type: ['history.field.type', 'documentType'],
    remark: ['history.field.remark', 'text'],
    isShownToCustomer: ['history.field.shownToCustomer', 'yesNo'],
    pages: null,
    settled: null,
    capturedAt: null,
    byId: null,
    withdrawn: null,
    removed: null,
  },
  parked: {
    actionId: null,
    kind: null,
    v: null,
    by: null,
    at: null,
    device: null,
    data: null,
    because: null,
    lapsesOn: null,
    decision: null,
    decidedBy: null,
    decidedAt: null,
  },
  settings: { kind: null, data: null, removed: null },
  preferences: {
    language: ['history.field.language', 'text'],
    theme: ['history.field.theme', 'text'],
    numberFormat: ['history.field.numberFormat', 'text'],
    filters: null,
  },
  people: {
    name: null,
    email: null,
    role: null,
    entity: null,
    departmentId: null,
    active: null,
    criteria: null,
    absence: null,
  },
}

const fieldsByTable: ReadonlyMap<string, ReadonlyMap<string, [WordKey, As] | null>> = new Map(
  Object.entries(FIELDS).map(([table, fields]) => [table, new Map(Object.entries(fields))]),
)

/** What changed, field by field; the same change on several rows is told once, with all of their names. */
export function changeLines(row: HistoryRow, reader: Reader): ChangeLine[] {
  const made = madeRows(row)
  const groups = new Map<string, { line: ChangeLine; ids: string[]; table: FieldChange['table'] }>()
  for (const change of row.changes) {
    const { table, id, field } = change
    const isMade = made.has(`${table}/${id}`)
    if (isMade && !isToldWhenNew(change, row)) continue
    for (const { label, as, before, after } of tellings(change, reader)) {
      const words = (value: unknown) => valueWords(value, as, change, row, reader)
      const line = { label, subject: null, before: isMade ? null : words(before), after: words(after) }
      const key = JSON.stringify([table, field, label, line.before, line.after])
      const group = groups.get(key)
      if (group) group.ids.push(id)
      else groups.set(key, { line, ids: [id], table })
    }
  }
  return [...groups.values()].map(({ line, ids, table }) => {
    const names = ids.map((id) => subjectName(table, id, row, reader))
    return { ...line, subject: isAll(table, ids, row) ? null : namesText(names, reader) }
  })
}

/** How a change is told: by its field, and each field of the company's own by the name it has there. */
function tellings(
  { table, field, before, after }: FieldChange,
  { t }: Reader,
): { label: string; as: As; before: unknown; after: unknown }[] {
  const rule = fieldsByTable.get(table)?.get(field)
  if (rule) return [{ label: t(rule[0]), as: rule[1], before, after }]
  if (field !== 'fields') return []
  const was = z.safeParse(customFieldsSchema, before).data ?? {}
  const is = z.safeParse(customFieldsSchema, after).data ?? {}
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => was[name] !== is[name])
    .map((name) => ({ label: name, as: 'text', before: was[name], after: is[name] }))
}

/** All items of an entry that names its items: the line need not name them again. */
function isAll(table: FieldChange['table'], ids: readonly string[], row: HistoryRow): boolean {
  return table === 'items' && NAMES_ITEMS.has(row.kind) && ids.length === row.itemIds.length
}

const NAMES_ITEMS: ReadonlySet<string> = new Set(['items.requalified', 'items.disassociated'])

/** Rows that the entry made, by table and id. */
export function madeRows(row: HistoryRow): Set<string> {
  return new Set(row.changes.filter(isMaking).map(({ table, id }) => `${table}/${id}`))
}

/** Items and clients cannot be removed: they are new when they had no number. */
function isMaking({ field, before }: FieldChange): boolean {
  return (field === 'removed' && before === true) || (field === 'number' && before === null)
}

const TOLD_WHEN_NEW: ReadonlySet<string> = new Set(['actions', 'contacts'])

/** A new item or stay is told by its number alone; of the others, what was filled in, and nothing twice. */
function isToldWhenNew({ table, field, after }: FieldChange, row: HistoryRow): boolean {
  const isTold = TOLD_WHEN_NEW.has(table) && after !== null
  const isOnItems = row.kind === 'items.requalified' && field === 'reasonId'
  return isTold && !isOnItems && !['name', 'type', 'kind', 'caseId'].includes(field)
}

function subjectName(
  table: FieldChange['table'],
  id: string,
  row: HistoryRow,
  reader: Reader,
): string | null {
  switch (table) {
    case 'items':
      return itemNumber(id, row, reader)
    case 'actions':
      // What the entry opened has its name in the headline.
      return id === row.actionId || row.kind === 'action.opened' ? null : actionName(id, reader)
    case 'contacts':
    case 'clients':
    case 'associations':
    case 'casework':
    case 'documents':
    case 'parked':
    case 'settings':
    case 'preferences':
    case 'people':
      return null
  }
}

export function itemNumber(id: string, row: HistoryRow, reader: Reader): string | null {
  return itemOf(id, reader)?.number ?? textOf(afterOf('items', id, 'number', row))
}

/** A value of a field after the entry, where the entry wrote it. */
export function afterOf(table: FieldChange['table'], id: string, field: string, row: HistoryRow): unknown {
  return row.changes.find((change) => change.table === table && change.id === id && change.field === field)
    ?.after
}

function valueWords(value: unknown, as: As, change: FieldChange, row: HistoryRow, reader: Reader): string {
  const { t, format, today } = reader
  if (value === null || value === undefined || value === '') return t('history.value.none')
  const text = textOf(value)
  switch (as) {
    case 'text':
      return text ?? ''
    case 'day':
      return text !== null && isCalendarDay(text) ? format.day(text, 'short', today) : (text ?? '')
    case 'person':
      return personName(text ?? '', reader)
    case 'setting':
      return settingName(text ?? '', reader)
    case 'amount':
      return format.amount(Number(value), currencyOf(change.id, row, reader))
    case 'type': {
      const type = ACTION_TYPES.find((name) => name === text)
      return type ? t(`followUps.type.${type}`) : (text ?? '')
    }
    case 'kind': {
      const kind = KIND_NAMES.find((name) => name === text)
      return kind ? kindName(kind, reader) : (text ?? '')
    }
    case 'itemKind': {
      const kind = ITEM_KINDS.find((name) => name === text)
      return kind ? t(`history.itemKind.${kind}`) : (text ?? '')
    }
    case 'documentType': {
      const type = DOCUMENT_TYPES.find((name) => name === text)
      return type ? t(`documents.type.${type}`) : (text ?? '')
    }
    case 'yesNo':
      return t(value === true ? 'history.value.yes' : 'history.value.no')
    case 'action':
      return actionName(text ?? '', reader) ?? t('followUps.title')
  }
}

function currencyOf(itemId: string, row: HistoryRow, reader: Reader): string {
  return (
    textOf(afterOf('items', itemId, 'currency', row)) ??
    itemOf(itemId, reader)?.currency ??
    reader.company.currency
  )
}

export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}
