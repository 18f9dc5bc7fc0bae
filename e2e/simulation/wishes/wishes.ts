import { aRule, aStatusThatOpens, aTemplateFor } from './company-rules.ts'
import { RULE_WISHES } from './rule-wishes.ts'
import { nextStep } from '#shared/dunning/next-step.ts'
import { KIND_NAMES } from '#shared/actions/kinds.ts'
import type { Opening } from '#shared/actions/opening.ts'
import { addDays } from '#shared/base/calendar-day.ts'
import { ITEMS_BECOME } from '#shared/journal/kinds/action-closed.ts'
import { EXCHANGE_KINDS, EXCHANGE_OUTCOMES } from '#shared/journal/kinds/exchange-recorded.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import {
  type Desk,
  type Maker,
  aDay,
  aColleague,
  anAction,
  oneOf,
  pick,
  settingOf,
  someItems,
  somebody,
  subjectOf,
  words,
} from './desk.ts'
import { WORK_WISHES } from './work-wishes.ts'
import { DOCUMENT_WISHES } from './documents.ts'
import { PLAN_WISHES } from './plans.ts'
import { CHECKED_TEMPLATE, COMES_AND_GOES } from '../world/company.ts'

/** Kinds nobody taps: the books, the calendar and the quarantine's desk bring them. */
export type BooksKind =
  | 'items.imported'
  | 'parked.lapsed'
  | 'entry.discarded'
  | 'plan.kept'
  | 'plan.broken'
  | 'instalment.late'
  | 'payment.missed'
  | 'payment.booked'
  | 'payment.reversed'
  | 'promise.kept'
  | 'promise.broken'
  | 'scenarioStep.prepared'
  | 'resolver.assigned'
  | 'validation.late'
  | 'validation.forgotten'
  | 'document.settled'

/** What people want, by kind: total, so that a new kind does not compile without its wish. */
export const WISHES: { [K in Exclude<KindName, BooksKind>]: Maker<K> } = {
  'items.requalified': (desk) => {
    const items = someItems(desk)
    const [first] = items
    const statusId = aStatusThatOpens(desk) ?? settingOf(desk, 'status')
    if (!desk.seen || !first || !statusId) return null
    const action = anAction(desk)
    const next = desk.chance.one(['scenario', 'scenario', 'open', 'join'] as const)
    return {
      subject: subjectOf(desk.seen),
      data: {
        itemIds: items.map(({ id }) => id),
        on: desk.today,
        statusId,
        comment: desk.chance.isTrue(0.3) ? words(desk) : null,
        reasonId: desk.chance.isTrue(0.3) ? settingOf(desk, 'reason') : null,
        disputedMinor: desk.chance.isTrue(0.3) ? { [first.id]: desk.chance.whole(1, 12_000) } : {},
        next:
          next === 'open'
            ? { mode: next, opening: anOpening(desk) }
            : next === 'join' && action
              ? { mode: next, actionId: action.id }
              : { mode: 'scenario' },
      },
    }
  },

  'action.opened': (desk) => {
    if (!desk.seen) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        ...anOpening(desk),
        on: desk.today,
        itemIds: desk.chance.isTrue(0.8) ? someItems(desk).map(({ id }) => id) : [],
        move: desk.chance.isTrue(0.3),
        comment: desk.chance.isTrue(0.3) ? words(desk) : null,
        ...aToDo(desk),
      },
    }
  },

  'action.changed': (desk) => {
    const action = anAction(desk)
    if (!desk.seen || !action) return null
    const fields = pick<() => DataOf<'action.changed'>['fields']>(desk.chance, [
      () => ({ name: words(desk) }),
      () => ({ dueOn: aDay(desk) }),
      () => ({ ownerId: somebody(desk) }),
      () => ({ resolverId: somebody(desk) }),
      () => ({ resolverId: null }),
      () => ({ reasonId: settingOf(desk, 'reason') }),
      () => ({ kind: desk.chance.one(KIND_NAMES), dueOn: aDay(desk) }),
    ])()
    return {
      subject: subjectOf(desk.seen),
      data: { actionId: action.id, fields, comment: desk.chance.isTrue(0.2) ? words(desk) : null },
    }
  },

  'action.closed': (desk) => {
    const action = anAction(desk)
    if (!desk.seen || !action) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        actionId: action.id,
        on: desk.today,
        itemsBecome: desk.chance.one(ITEMS_BECOME),
        resolutionId: desk.chance.isTrue(0.5) ? settingOf(desk, 'resolution') : null,
        rootCauseId: desk.chance.isTrue(0.5) ? settingOf(desk, 'rootCause') : null,
        comment: null,
      },
    }
  },

  'action.reopened': (desk) => {
    const action = anAction(desk, ({ closedOn }) => closedOn !== null)
    if (!desk.seen || !action) return null
    return {
      subject: subjectOf(desk.seen),
      data: { actionId: action.id, on: desk.today, dueOn: aDay(desk) },
    }
  },

  'items.associated': (desk) => {
    const action = anAction(desk)
    const items = someItems(desk)
    if (!desk.seen || !action || items.length === 0) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        actionId: action.id,
        itemIds: items.map(({ id }) => id),
        move: desk.chance.isTrue(0.4),
        on: desk.today,
      },
    }
  },

  'items.disassociated': (desk) => {
    const action = anAction(desk)
    if (!desk.seen || !action) return null
    const inside = desk.seen.file.associations.filter(
      ({ actionId, leftOn }) => actionId === action.id && leftOn === null,
    )
    const stay = oneOf(desk, inside)
    const itemIds = stay ? [stay.itemId] : someItems(desk).map(({ id }) => id)
    if (itemIds.length === 0) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        actionId: action.id,
        itemIds,
        because: desk.chance.one(['resolved', 'byMistake'] as const),
        on: desk.today,
      },
    }
  },

  'comment.written': (desk) => {
    if (!desk.seen) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        actionId: desk.chance.isTrue(0.7) ? (anAction(desk)?.id ?? null) : null,
        itemIds: [],
        text: words(desk),
        visibility: 'internal',
        ...(desk.sitsDown && desk.chance.isTrue(0.4) && { mentions: [aColleague(desk)] }),
      },
    }
  },

  'exchange.recorded': (desk) => {
    if (!desk.seen) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        actionId: desk.chance.isTrue(0.7) ? (anAction(desk)?.id ?? null) : null,
        exchange: desk.chance.one(EXCHANGE_KINDS),
        outcome: desk.chance.one(EXCHANGE_OUTCOMES),
        contactId: oneOf(desk, desk.seen.file.contacts)?.id ?? null,
        text: words(desk),
      },
    }
  },

  'contact.saved': (desk) => {
    if (!desk.seen) return null
    const known = desk.chance.isTrue(0.7) ? oneOf(desk, desk.seen.file.contacts) : null
    return {
      subject: subjectOf(desk.seen),
      data: {
        contactId: known?.id ?? desk.newId(),
        fields: known
          ? pick<DataOf<'contact.saved'>['fields']>(desk.chance, [
              { phone: words(desk) },
              { email: 'x@y.example' },
              { name: words(desk) },
            ])
          : { name: words(desk), phone: words(desk) },
        removed: known !== null && desk.chance.isTrue(0.2),
      },
    }
  },

  'client.assigned': (desk) => {
    if (!desk.seen) return null
    const to = desk.chance.one(['ana', 'ben', 'ana', 'ben', 'mara', COMES_AND_GOES, null] as const)
    return {
      subject: subjectOf(desk.seen),
      data: desk.chance.isTrue(0.7)
        ? { collectorId: to }
        : { salesId: desk.chance.one(['sol', 'ana', null] as const) },
    }
  },

  'scenarioStep.done': (desk) => {
    const next = desk.seen && nextStep(desk.seen.file, desk.company)
    if (!desk.seen || !next) return null
    const how = desk.chance.one(['done', 'done', 'moved', 'skipped'] as const)
    return {
      subject: subjectOf(desk.seen),
      data: {
        leaderItemId: next.leader.id,
        step: next.index,
        how,
        on: desk.today,
        movedTo: how === 'moved' ? addDays(desk.today, desk.chance.whole(1, 9)) : null,
        comment: how === 'skipped' ? words(desk) : null,
        call: desk.hasRules && how === 'done' && next.step.type === 'call' ? aCall(desk) : null,
      },
    }
  },

  'entry.undone': (desk) => {
    const { seen } = desk
    const told = (seen?.history ?? []).filter(
      ({ by, changes }) => by === desk.userId || (changes.length > 0 && desk.chance.isTrue(0.05)),
    )
    const row = oneOf(desk, told.slice(-6))
    if (!seen || !row) return null
    return {
      subject: subjectOf(seen),
      data: {
        entryId: row.id,
        actionIds: row.actionId ? [row.actionId] : [],
        itemIds: row.actionId ? [] : row.itemIds,
      },
    }
  },

  'parked.accepted': (desk) => {
    const wish = oneOf(desk, desk.seen?.file.parked ?? [])
    if (!desk.seen || !wish) return null
    return {
      subject: subjectOf(desk.seen),
      data: { parkedId: wish.id, actionId: wish.actionId, on: desk.today },
    }
  },

  'parked.declined': (desk) => {
    const wish = oneOf(desk, desk.seen?.file.parked ?? [])
    if (!desk.seen || !wish) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        parkedId: wish.id,
        actionId: wish.actionId,
        comment: desk.chance.isTrue(0.5) ? words(desk) : null,
      },
    }
  },

  ...WORK_WISHES,
  ...PLAN_WISHES,
  ...DOCUMENT_WISHES,

  'setting.saved': (desk) => {
    const rule = desk.hasRules && desk.chance.isTrue(0.5) ? aRule(desk) : null
    if (rule) return { subject: { type: 'company' }, data: { setting: rule } }
    const day = addDays(desk.today, desk.chance.whole(-40, 3))
    const rate = {
      id: `rate.USD.${day}`,
      kind: 'exchangeRate' as const,
      data: { from: 'USD', day, rate: `0.${desk.chance.whole(70, 99)}` },
    }
    const status = desk.company.settings.get(settingOf(desk, 'status') ?? '')
    const setting =
      status?.kind === 'status' && desk.chance.isTrue(0.6)
        ? {
            ...status,
            data: {
              ...status.data,
              active: desk.chance.isTrue(0.8),
              defaultDays: desk.chance.whole(1, 30),
            },
          }
        : { ...rate, removed: desk.chance.isTrue(0.1), version: 0 }
    return { subject: { type: 'company' }, data: { setting } }
  },

  'person.deactivated': (desk) => {
    const successors = [...desk.company.people.values()].filter(({ active }) => active).map(({ id }) => id)
    const successorId = desk.chance.isTrue(0.5) ? oneOf(desk, successors) : null
    return {
      subject: { type: 'company' },
      data: { personId: COMES_AND_GOES, successorId: successorId ?? null },
    }
  },
  'person.reactivated': () => ({ subject: { type: 'company' }, data: { personId: COMES_AND_GOES } }),

  'person.placed': (desk) => {
    const personId = oneOf(desk, [...desk.company.people.keys()])
    if (personId === null || personId === undefined) return null
    const departmentId = desk.chance.isTrue(0.8) ? settingOf(desk, 'department') : null
    return { subject: { type: 'company' }, data: { personId, departmentId } }
  },

  ...RULE_WISHES,

  'preferences.saved': (desk) => ({
    subject: { type: 'person', id: desk.userId },
    data: pick<DataOf<'preferences.saved'>>(desk.chance, [
      { theme: desk.chance.one(['system', 'light', 'dark'] as const) },
      { language: desk.chance.one(['en', 'fr', null] as const) },
      { filters: { agenda: words(desk) } },
    ]),
  }),
}

export type Wished = keyof typeof WISHES
export const KINDS = Object.keys(WISHES) as Wished[]

function aCall(desk: Desk): DataOf<'scenarioStep.done'>['call'] {
  const contact = oneOf(desk, desk.seen?.file.contacts ?? [])
  return { outcome: desk.chance.one(EXCHANGE_OUTCOMES), contactId: contact?.id ?? null }
}

/** Now and then something to do in a case, for whoever is given it. */
function aToDo(desk: Desk): Partial<DataOf<'action.opened'>> {
  if (!desk.sitsDown || desk.chance.isTrue(0.7)) return {}
  const host = anAction(desk, ({ type, closedOn }) => type === 'followUp' && closedOn === null)
  if (!host) return {}
  const type = desk.chance.one(['call', 'email', 'task'] as const)
  return { type, kind: null, caseId: host.id, ownerId: aColleague(desk) }
}

function anOpening(desk: Desk): Opening {
  const isCase = desk.chance.isTrue(0.75)
  const actionId = desk.newId()
  const type = isCase ? 'followUp' : desk.chance.one(['call', 'email', 'task'] as const)
  const kind = isCase
    ? desk.chance.one(['dispute', 'dispute', 'litigation', 'creditNoteRequest'] as const)
    : null
  return {
    actionId,
    type,
    kind,
    name: words(desk),
    dueOn: aDay(desk),
    ownerId: desk.chance.isTrue(0.6) ? desk.userId : somebody(desk),
    resolverId: desk.chance.isTrue(0.6) ? desk.chance.one(['rui', 'dora', 'ana', 'ben'] as const) : null,
    reasonId: desk.chance.isTrue(0.4) ? settingOf(desk, 'reason') : null,
    templateId: desk.hasRules
      ? aTemplateFor(desk, kind)
      : desk.isHelped && desk.chance.isTrue(0.4)
        ? CHECKED_TEMPLATE
        : null,
  }
}
