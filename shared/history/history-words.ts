import { ACTION_TYPES, KIND_NAMES } from '../actions/kinds.ts'
import { LEFT_BECAUSE } from '../actions/action.ts'
import { isCalendarDay } from '../base/calendar-day.ts'
import { ACCOUNTING, RULE } from '../journal/entry.ts'
import type { HistoryRow } from '../journal/history.ts'
import type { KindName } from '../journal/kinds.ts'
import { PAYMENT_MEANS } from '../plans/payment.ts'
import { EXCHANGE_KINDS, EXCHANGE_OUTCOMES } from '../journal/kinds/exchange-recorded.ts'
import { fieldsWords } from '../words/written-fields.ts'
import { type ChangeLine, afterOf, changeLines, itemNumber, madeRows, textOf } from './field-words.ts'
import { TELL_DOCUMENTS } from './document-words.ts'
import { settingSavedWords } from './setting-words.ts'
import { TELL_WORK } from './work-words.ts'
import { wordIn } from '../company/words.ts'
import { type Reader, actionName, kindName, namesText, personName, settingName, stepName } from './reader.ts'

/** What a row of the history belongs to, for the filter. */
export const HISTORY_GROUPS = [
  'decisions',
  'comments',
  'documents',
  'exchanges',
  'validations',
  'plans',
  'items',
  'action',
  'client',
  'accounting',
  'settings',
] as const
export type HistoryGroup = (typeof HISTORY_GROUPS)[number]

/** One row of the history as people read it. */
export type HistoryWords = {
  group: HistoryGroup
  who: string
  headline: string
  /** Comment or note, in the words of its author. */
  text: string | null
  lines: ChangeLine[]
  /** The action it was done in, where the page does not say it. */
  action: { id: string; name: string } | null
  isByRule: boolean
  isByAccounting: boolean
  /** “A later change stands for: the date”. */
  superseded: string | null
  /** Who took it over from quarantine, for an author who could send it no more. */
  adopted: string | null
}

type Tell = (row: HistoryRow, reader: Reader) => { headline: string; lines?: ChangeLine[] }

/** Every kind of entry in words. A kind that is forgotten does not compile. */
const TELL: Record<KindName, Tell> = {
  'items.requalified': requalifiedWords,
  'action.opened': (row, reader) => ({ headline: openedWords(row, reader) }),
  'action.changed': changedWords,
  'action.closed': (row, reader) => ({ headline: withToDo(row, reader, reader.t('history.told.closed')) }),
  'action.reopened': (row, reader) => ({
    headline: withToDo(row, reader, reader.t('history.told.reopened')),
  }),
  'items.associated': (row, reader) => ({
    headline: reader.t('history.told.associated', { n: row.itemIds.length }),
    lines: itemsLine(row, reader),
  }),
  'items.disassociated': (row, reader) => {
    const because = LEFT_BECAUSE.find((name) => name === row.details.because)
    const n = row.itemIds.length
    return {
      headline: because
        ? reader.t(`history.told.disassociatedBecause.${because}`, { n })
        : reader.t('history.told.disassociated', { n }),
      lines: [...itemsLine(row, reader), ...changeLines(row, reader)],
    }
  },
  'comment.written': (row, { t }) => ({
    headline: t(`history.told.comment.${row.details.visibility === 'external' ? 'external' : 'internal'}`),
  }),
  'exchange.recorded': (row, reader) => ({ headline: exchangeWords(row, reader) }),
  'contact.saved': contactWords,
  'client.assigned': (_row, { t }) => ({ headline: t('history.told.assigned') }),
  'scenarioStep.done': (row, reader) => ({ headline: stepWords(row, reader) }),
  'entry.undone': (row, { t }) => ({
    headline: t('history.told.undone', { what: undoneKind(row, t) }),
  }),
  'items.imported': importedWords,
  'parked.accepted': (row, reader) => ({ headline: parkedWords('accepted', row, reader), lines: [] }),
  'parked.declined': (row, reader) => ({ headline: parkedWords('declined', row, reader), lines: [] }),
  'parked.lapsed': (row, reader) => ({ headline: parkedWords('lapsed', row, reader), lines: [] }),
  ...TELL_WORK,
  'plan.made': (row, reader) => ({ headline: planWords('made', row, reader) }),
  'plan.changed': (row, reader) => ({ headline: planWords('changed', row, reader) }),
  'plan.agreed': (row, { t }) => ({
    headline: t('history.told.plan.agreed', { name: textOf(row.details.name) ?? '' }),
  }),
  'plan.renegotiated': (row, reader) => ({ headline: planWords('renegotiated', row, reader) }),
  'plan.withdrawn': (_row, { t }) => ({ headline: t('history.told.plan.withdrawn') }),
  'plan.kept': (_row, { t }) => ({ headline: t('history.told.plan.kept') }),
  'plan.broken': (row, { t }) => ({
    headline: t(`history.told.plan.broken.${row.details.then === 'litigation' ? 'litigation' : 'scenario'}`),
  }),
  'instalment.late': (row, reader) => ({
    headline: reader.t('history.told.instalment.late', {
      n: Number(row.details.late ?? 1),
      amount: amountOf(row, reader, 'lateMinor'),
    }),
  }),
  'payment.seen': (row, reader) => ({ headline: seenWords(row, reader) }),
  'payment.allocated': (row, reader) => ({
    headline: reader.t('history.told.payment.allocated', { amount: amountOf(row, reader) }),
  }),
  'payment.withdrawn': (row, reader) => ({
    headline: reader.t('history.told.payment.withdrawn', { amount: amountOf(row, reader) }),
  }),
  'payment.missed': (row, reader) => ({
    headline: reader.t('history.told.payment.missed', { amount: amountOf(row, reader) }),
  }),
  'payment.booked': (row, reader) => ({
    headline: reader.t('history.told.payment.booked', { amount: amountOf(row, reader) }),
  }),
  'payment.reversed': (row, reader) => ({
    headline: reader.t('history.told.payment.reversed', { amount: amountOf(row, reader) }),
  }),
  'promise.made': (row, reader) => ({ headline: promisedWords(row, reader) }),
  'promise.withdrawn': (_row, { t }) => ({ headline: t('history.told.promise.withdrawn') }),
  'promise.kept': (row, reader) => ({
    headline: reader.t('history.told.promise.kept', { amount: amountOf(row, reader) }),
  }),
  'promise.broken': (row, reader) => ({
    headline: reader.t('history.told.promise.broken', { amount: amountOf(row, reader) }),
  }),
  ...TELL_DOCUMENTS,
  'scenario.assigned': (row, reader) => {
    const id = textOf(row.details.scenarioId)
    const { t } = reader
    return {
      headline:
        id === null
          ? t('history.told.scenarioByRule')
          : t('history.told.scenarioAssigned', { name: settingName(id, reader) }),
      lines: [],
    }
  },
  'scenarioStep.prepared': (row, reader) => ({
    headline: reader.t('history.told.stepPrepared', {
      name: stepName(row.details, reader),
    }),
    lines: [],
  }),
  'suggestion.declined': (row, reader) => ({
    headline: reader.t('history.told.suggestionDeclined', { n: row.itemIds.length }),
    lines: itemsLine(row, reader),
  }),
  'checklist.ticked': (row, reader) => ({
    headline: reader.t(row.details.done === true ? 'history.told.checked' : 'history.told.unchecked', {
      what: checkWords(row, reader),
    }),
    lines: [],
  }),
  'resolver.assigned': (row, reader) => ({ headline: assignedWords(row, reader), lines: [] }),
  'setting.saved': settingSavedWords,
  'person.changed': (row, reader) => ({
    headline: reader.t('history.told.personChanged', { name: ofPerson(row, reader) }),
    lines: [],
  }),
  'person.criteriaSaved': (row, reader) => ({
    headline: reader.t('history.told.criteriaSaved', { name: ofPerson(row, reader) }),
    lines: [],
  }),
  'person.absent': (row, reader) => ({
    headline: reader.t('history.told.absent', { name: ofPerson(row, reader) }),
    lines: [],
  }),
  'person.placed': (row, reader) => ({
    headline: placedWords(row, reader),
    lines: [],
  }),
  'person.deactivated': (row, reader) => ({ headline: deactivatedWords(row, reader), lines: [] }),
  'person.reactivated': (row, reader) => ({
    headline: reader.t('history.told.reactivated', {
      name: personName(textOf(row.details.personId) ?? '', reader),
    }),
    lines: [],
  }),
  'entry.discarded': (row, reader) => ({
    headline: reader.t('history.told.discarded', {
      name: personName(textOf(row.details.author) ?? '', reader),
    }),
  }),
  'preferences.saved': (_row, { t }) => ({ headline: t('history.told.preferencesSaved') }),
}

const GROUP: Record<KindName, HistoryGroup> = {
  'items.requalified': 'items',
  'action.opened': 'action',
  'action.changed': 'action',
  'action.closed': 'action',
  'action.reopened': 'action',
  'items.associated': 'items',
  'items.disassociated': 'items',
  'comment.written': 'comments',
  'exchange.recorded': 'exchanges',
  'contact.saved': 'client',
  'client.assigned': 'client',
  'scenarioStep.done': 'client',
  'entry.undone': 'action',
  'items.imported': 'accounting',
  'parked.accepted': 'action',
  'parked.declined': 'action',
  'parked.lapsed': 'action',
  'validation.asked': 'validations',
  'validation.answered': 'validations',
  'validation.explained': 'validations',
  'validation.withdrawn': 'validations',
  'validation.late': 'validations',
  'validation.forgotten': 'validations',
  'creditNote.requested': 'validations',
  'creditNote.changed': 'validations',
  'creditNote.withdrawn': 'validations',
  'creditNote.matched': 'validations',
  'stage.moved': 'action',
  'participant.added': 'action',
  'participant.removed': 'action',
  'decision.recorded': 'decisions',
  'plan.made': 'plans',
  'plan.changed': 'plans',
  'plan.agreed': 'plans',
  'plan.renegotiated': 'plans',
  'plan.withdrawn': 'plans',
  'plan.kept': 'plans',
  'plan.broken': 'plans',
  'instalment.late': 'plans',
  'payment.seen': 'plans',
  'payment.allocated': 'plans',
  'payment.withdrawn': 'plans',
  'payment.missed': 'plans',
  'payment.booked': 'plans',
  'payment.reversed': 'plans',
  'promise.made': 'plans',
  'promise.withdrawn': 'plans',
  'promise.kept': 'plans',
  'promise.broken': 'plans',
  'document.added': 'documents',
  'document.changed': 'documents',
  'document.withdrawn': 'documents',
  'document.settled': 'documents',
  'scenario.assigned': 'client',
  'scenarioStep.prepared': 'client',
  'suggestion.declined': 'items',
  'checklist.ticked': 'action',
  'resolver.assigned': 'action',
  'setting.saved': 'settings',
  'person.deactivated': 'settings',
  'person.reactivated': 'settings',
  'person.placed': 'settings',
  'person.changed': 'settings',
  'person.criteriaSaved': 'settings',
  'person.absent': 'settings',
  'entry.discarded': 'settings',
  'preferences.saved': 'settings',
}

/** A row of the history in words. Pure: the same row and reader, the same words. */
export function historyWords(row: HistoryRow, reader: Reader): HistoryWords {
  const kind = kindOf(row.kind)
  const told = kind ? TELL[kind](row, reader) : { headline: reader.t('history.told.unknown') }
  const name =
    row.actionId === null || row.actionId === reader.within ? null : actionName(row.actionId, reader)
  return {
    group: groupOf(row),
    who: personName(row.by, reader),
    headline: told.headline,
    text: row.text,
    lines: told.lines ?? changeLines(row, reader),
    action: row.actionId !== null && name !== null ? { id: row.actionId, name } : null,
    isByRule: row.by === RULE,
    isByAccounting: row.by === ACCOUNTING,
    adopted:
      typeof row.details.adoptedBy === 'string'
        ? reader.t('history.mark.adopted', { name: personName(row.details.adoptedBy, reader) })
        : null,
    superseded:
      row.superseded.length > 0
        ? reader.t('history.mark.superseded', { fields: fieldsWords(row.superseded, reader.t) })
        : null,
  }
}

/** Where a row stands in the filter; a kind this version does not know counts with the case's own changes. */
export function groupOf(row: Pick<HistoryRow, 'kind'>): HistoryGroup {
  const kind = kindOf(row.kind)
  return kind ? GROUP[kind] : 'action'
}

/** Bytes that have come as they should: told on papers and among the documents, and in nobody's way elsewhere. */
export function isAside({ kind, details }: Pick<HistoryRow, 'kind' | 'details'>): boolean {
  return kind === 'document.settled' && (details.state === 'notScanned' || details.state === 'clean')
}

function kindOf(name: string): KindName | undefined {
  return isKind(name) ? name : undefined
}

function isKind(name: string): name is KindName {
  return Object.hasOwn(TELL, name)
}

/** What was opened in the same gesture belongs to the headline; the items are named once, not on every line. */
function requalifiedWords(row: HistoryRow, reader: Reader): { headline: string; lines: ChangeLine[] } {
  const status = reader.t('history.told.requalified', { n: row.itemIds.length })
  const hasOpened = [...madeRows(row)].some((key) => key.startsWith('actions/'))
  return {
    headline: hasOpened ? `${openedWords(row, reader)} · ${status}` : status,
    lines: [...itemsLine(row, reader), ...changeLines(row, reader)],
  }
}

function openedWords(row: HistoryRow, reader: Reader): string {
  const { t } = reader
  const id = [...madeRows(row)].find((key) => key.startsWith('actions/'))?.slice('actions/'.length) ?? ''
  const type = ACTION_TYPES.find((name) => name === afterOf('actions', id, 'type', row))
  const kind = KIND_NAMES.find((name) => name === afterOf('actions', id, 'kind', row))
  const name = textOf(afterOf('actions', id, 'name', row))
  if (afterOf('actions', id, 'caseId', row)) return withName(t('history.told.openedToDo'), name)
  if (kind) return t('history.told.openedFollowUp', { kind: kindName(kind, reader) })
  return type
    ? t('history.told.openedAction', { type: t(`followUps.type.${type}`) })
    : t('history.told.changed')
}

function changedWords(row: HistoryRow, reader: Reader): { headline: string; lines: ChangeLine[] } {
  const { t } = reader
  const lines = changeLines(row, reader)
  const fields = new Set(row.changes.map(({ field }) => field))
  const [field] = fields
  const isOfKind = fields.has('kind') || fields.has('type')
  if (isOfKind && [...fields].every((name) => ['type', 'kind', 'reasonId'].includes(name)))
    return { headline: t('history.told.kindChanged'), lines }
  if (fields.size !== 1) return { headline: t('history.told.changed'), lines }
  const after = textOf(row.changes[0]?.after)
  const name = after === null ? '' : personName(after, reader)
  switch (field) {
    case 'name':
      return { headline: t('history.told.renamed'), lines }
    case 'dueOn':
      return { headline: t('history.told.rescheduled'), lines }
    case 'ownerId':
      return { headline: t('history.told.ownerChanged', { name }), lines }
    case 'resolverId':
      return {
        headline:
          after === null ? t('history.told.resolverCleared') : t('history.told.resolverChanged', { name }),
        lines,
      }
    case 'reasonId':
      return { headline: t('history.told.reasonChanged'), lines }
    case 'kind':
      return { headline: t('history.told.kindChanged'), lines }
    default:
      return { headline: t('history.told.changed'), lines }
  }
}

/** A to-do is told in its case: which one it was has to be said. */
function withToDo(row: HistoryRow, reader: Reader, headline: string): string {
  const ids = new Set(row.changes.filter(({ table }) => table === 'actions').map(({ id }) => id))
  if (row.actionId === null || ids.has(row.actionId)) return headline
  const [toDo] = ids
  return withName(headline, toDo === undefined ? null : actionName(toDo, reader))
}

function withName(headline: string, name: string | null): string {
  return name === null ? headline : `${headline}: ${name}`
}

function exchangeWords(row: HistoryRow, { t }: Reader): string {
  const exchange = EXCHANGE_KINDS.find((name) => name === row.details.exchange) ?? 'call'
  const ended = EXCHANGE_OUTCOMES.find((name) => name === row.details.outcome) ?? 'reached'
  const values = {
    what: t(`followUps.exchange.kind.${exchange}`),
    outcome: t(`followUps.exchange.ended.${ended}`),
  }
  const name = textOf(row.details.with)
  return name === null
    ? t('history.told.exchange', values)
    : t('history.told.exchangeWith', { ...values, name })
}

function contactWords(row: HistoryRow, reader: Reader): { headline: string } {
  const { t, file } = reader
  const id = row.changes[0]?.id ?? ''
  const name =
    textOf(afterOf('contacts', id, 'name', row)) ??
    file?.contacts.find((contact) => contact.id === id)?.name ??
    ''
  if (madeRows(row).size > 0) return { headline: t('history.told.contactAdded', { name }) }
  const isRemoved = afterOf('contacts', id, 'removed', row) === true
  return { headline: t(isRemoved ? 'history.told.contactRemoved' : 'history.told.contactChanged', { name }) }
}

function planWords(came: 'made' | 'changed' | 'renegotiated', row: HistoryRow, reader: Reader): string {
  const n = Number(row.details.instalments ?? 1)
  return reader.t(`history.told.plan.${came}`, { n, amount: amountOf(row, reader, 'totalMinor') })
}

function seenWords(row: HistoryRow, reader: Reader): string {
  const means = PAYMENT_MEANS.find((name) => name === row.details.means) ?? 'other'
  const amount = amountOf(row, reader)
  return reader.t('history.told.payment.seen', { amount, means: reader.t(`history.told.means.${means}`) })
}

function promisedWords(row: HistoryRow, reader: Reader): string {
  const day = textOf(row.details.promisedOn)
  return reader.t('history.told.promise.made', {
    amount: amountOf(row, reader),
    day: day !== null && isCalendarDay(day) ? reader.format.day(day, 'short', reader.today) : '',
  })
}

/** An amount a kind tells in its details, in the currency it tells there. */
function amountOf(row: HistoryRow, { format }: Reader, field = 'amountMinor'): string {
  const currency = textOf(row.details.currency) ?? undefined
  return format.amount(Number(row.details[field] ?? 0), currency)
}

function stepWords(row: HistoryRow, reader: Reader): string {
  const { t, format, today } = reader
  const step = stepName(row.details, reader)
  const movedTo = textOf(row.details.movedTo)
  const { how } = row.details
  if (how === 'skipped') return t('history.told.stepSkipped', { step })
  return how !== 'done' && movedTo !== null && isCalendarDay(movedTo)
    ? t('history.told.stepMoved', { step, day: format.day(movedTo, 'short', today) })
    : t('history.told.stepDone', { step })
}

function parkedWords(came: 'accepted' | 'declined' | 'lapsed', row: HistoryRow, reader: Reader): string {
  const kind = kindOf(textOf(row.details.wanted) ?? '')
  const what = reader.t(kind ? `history.kindName.${kind}` : 'history.told.unknown')
  return reader.t(`history.told.parked.${came}`, {
    what,
    name: personName(textOf(row.details.of) ?? '', reader),
  })
}

function undoneKind(row: HistoryRow, t: Reader['t']): string {
  const kind = kindOf(textOf(row.details.undoneKind) ?? '')
  return kind ? t(`history.kindName.${kind}`) : t('history.told.unknown')
}

/** An import speaks of many items at once: the new ones by number, then what changed of the others. */
function importedWords(row: HistoryRow, reader: Reader): { headline: string; lines: ChangeLine[] } {
  const { t, format, today } = reader
  const asOf = textOf(row.details.asOf)
  const isDay = asOf !== null && isCalendarDay(asOf)
  const made = [...madeRows(row)]
    .filter((key) => key.startsWith('items/'))
    .map((key) => key.slice('items/'.length))
  const numbers = namesText(
    made.map((id) => itemNumber(id, row, reader)),
    reader,
  )
  return {
    headline: isDay
      ? t('history.told.imported', { day: format.day(asOf, 'short', today) })
      : t('history.told.importedEmpty'),
    lines: [
      ...(numbers === null
        ? []
        : [{ label: t('history.field.newItems'), subject: null, before: null, after: numbers }]),
      ...changeLines(row, reader),
    ],
  }
}

function itemsLine(row: HistoryRow, reader: Reader): ChangeLine[] {
  const after = namesText(
    row.itemIds.map((id) => itemNumber(id, row, reader)),
    reader,
  )
  return after === null
    ? []
    : [{ label: reader.t('history.field.items'), subject: null, before: null, after }]
}

function placedWords({ changes, details }: HistoryRow, reader: Reader): string {
  const name = personName(textOf(details.personId) ?? '', reader)
  const departmentId = textOf(changes.find(({ field }) => field === 'departmentId')?.after)
  return departmentId === null
    ? reader.t('history.told.placedNowhere', { name })
    : reader.t('history.told.placed', { name, department: settingName(departmentId, reader) })
}

function ofPerson({ details }: HistoryRow, reader: Reader): string {
  return personName(textOf(details.personId) ?? '', reader)
}

function checkWords({ actionId, details }: HistoryRow, { file, language }: Reader): string {
  const action = file?.actions.find(({ id }) => id === actionId)
  const check = action?.checklist.find(({ key }) => key === details.key)
  return check ? wordIn(check.words, language) : (textOf(details.key) ?? '')
}

/** Why it is theirs: whose criterion it met, and that somebody stands in, or had fewer cases. */
function assignedWords(row: HistoryRow, reader: Reader): string {
  const { t } = reader
  const { whose, tied, conditions, openCases } = row.details
  const insteadOf = textOf(row.details.insteadOf)
  const resolverId = textOf(afterOf('actions', row.actionId ?? '', 'resolverId', row)) ?? ''
  const told = [
    t('history.told.assignedByRule', {
      name: personName(resolverId, reader),
      whose: personName(textOf(whose) ?? '', reader),
      n: Number(conditions ?? 0),
    }),
  ]
  if (insteadOf !== null)
    told.push(t('history.told.assignedInstead', { name: personName(insteadOf, reader) }))
  if (Number(tied ?? 0) > 0) told.push(t('history.told.assignedFewest', { n: Number(openCases ?? 0) }))
  return told.join(' · ')
}

function deactivatedWords(row: HistoryRow, reader: Reader): string {
  const name = ofPerson(row, reader)
  const successorId = textOf(row.details.successorId)
  return successorId === null
    ? reader.t('history.told.deactivated', { name })
    : reader.t('history.told.succeeded', { name, successor: personName(successorId, reader) })
}
