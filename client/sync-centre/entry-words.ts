import * as z from 'zod/mini'
import type { Participant } from '#shared/actions/participant.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import { wordIn } from '#shared/company/words.ts'
import { settingWords } from '#shared/history/setting-words.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { ALL_KINDS, type KindName } from '#shared/journal/kinds.ts'
import type { Language } from '#shared/people/preferences.ts'
import type { Translate } from '../shell/i18n/useWords.ts'
import { fieldsWords } from '#shared/words/written-fields.ts'

/** What the words of an entry are found with. Names are null for what this device does not know. */
export type EntryTeller = {
  t: Translate
  language: Language
  company: Company | null
  day: (day: CalendarDay) => string
  actionName: (id: string) => string | null
  /** Who made an entry that waits for somebody else. */
  wisher?: (parkedId: string) => string | null
}

/** What somebody wanted, in a few words: “Move ‘Pallet 7’ to 3 December”. */
export function entryWords(entry: Entry, teller: EntryTeller): string {
  const tell: Tell | undefined = isKind(entry.kind) ? TELLS[entry.kind] : undefined
  return tell?.(entry.data, teller) ?? teller.t('entries.what.unknown')
}

type Tell = (data: unknown, teller: EntryTeller) => string | null

/** Data of another version of the kind may not be readable here. */
function telling<Schema extends z.ZodMiniType>(
  kind: { data: Schema },
  tell: (data: z.output<Schema>, teller: EntryTeller) => string,
): Tell {
  return (data, teller) => {
    const read = z.safeParse(kind.data, data)
    return read.success ? tell(read.data, teller) : null
  }
}

const TELLS: Record<KindName, Tell> = {
  'items.requalified': telling(ALL_KINDS['items.requalified'], ({ itemIds, statusId }, teller) =>
    teller.t('entries.what.requalified', { n: itemIds.length, status: settingName(statusId, teller) }),
  ),
  'action.opened': telling(ALL_KINDS['action.opened'], ({ name, dueOn }, { t, day }) =>
    t('entries.what.opened', { name, day: day(dueOn) }),
  ),
  'action.changed': telling(ALL_KINDS['action.changed'], tellChange),
  'action.closed': telling(ALL_KINDS['action.closed'], ({ actionId }, teller) =>
    teller.t('entries.what.closed', { name: nameOf(actionId, teller) }),
  ),
  'action.reopened': telling(ALL_KINDS['action.reopened'], ({ actionId, dueOn }, teller) =>
    teller.t('entries.what.reopened', { name: nameOf(actionId, teller), day: teller.day(dueOn) }),
  ),
  'items.associated': telling(ALL_KINDS['items.associated'], ({ actionId, itemIds }, teller) =>
    teller.t('entries.what.associated', { n: itemIds.length, name: nameOf(actionId, teller) }),
  ),
  'items.disassociated': telling(ALL_KINDS['items.disassociated'], ({ actionId, itemIds }, teller) =>
    teller.t('entries.what.disassociated', { n: itemIds.length, name: nameOf(actionId, teller) }),
  ),
  'comment.written': telling(ALL_KINDS['comment.written'], ({ text }, { t }) =>
    t('entries.what.comment', { text: shortened(text) }),
  ),
  'exchange.recorded': telling(ALL_KINDS['exchange.recorded'], ({ exchange }, { t }) =>
    t(`entries.what.${exchange}`),
  ),
  'contact.saved': telling(ALL_KINDS['contact.saved'], ({ fields: { name }, removed }, { t }) =>
    t(removed ? 'entries.what.contactRemoved' : 'entries.what.contact', { name: name ?? '' }),
  ),
  'client.assigned': telling(ALL_KINDS['client.assigned'], ({ collectorId, salesId }, teller) => {
    const to = collectorId ?? salesId
    return to
      ? teller.t('entries.what.assigned', { person: personName(to, teller) })
      : teller.t('entries.what.unassigned')
  }),
  'scenarioStep.done': telling(ALL_KINDS['scenarioStep.done'], ({ movedTo }, { t, day }) =>
    movedTo ? t('entries.what.stepMoved', { day: day(movedTo) }) : t('entries.what.step'),
  ),
  'entry.undone': telling(ALL_KINDS['entry.undone'], (_data, { t }) => t('entries.what.undone')),
  'items.imported': telling(ALL_KINDS['items.imported'], (_data, { t }) => t('entries.what.imported')),
  'parked.accepted': telling(ALL_KINDS['parked.accepted'], ({ parkedId }, teller) =>
    teller.t('entries.what.accepted', { name: wisherName(parkedId, teller) }),
  ),
  'parked.declined': telling(ALL_KINDS['parked.declined'], ({ parkedId }, teller) =>
    teller.t('entries.what.declined', { name: wisherName(parkedId, teller) }),
  ),
  'parked.lapsed': telling(ALL_KINDS['parked.lapsed'], (_data, { t }) => t('entries.what.lapsed')),
  'validation.asked': telling(ALL_KINDS['validation.asked'], ({ question }, { t }) =>
    t('entries.what.asked', { text: shortened(question) }),
  ),
  'validation.answered': telling(ALL_KINDS['validation.answered'], ({ answer, asked }, { t }) =>
    t(`entries.what.${answer}`, {
      text: shortened(asked.question.trim() || t('validations.creditNoteAsked')),
    }),
  ),
  'validation.explained': telling(ALL_KINDS['validation.explained'], ({ text }, { t }) =>
    t('entries.what.explained', { text: shortened(text) }),
  ),
  'validation.withdrawn': telling(ALL_KINDS['validation.withdrawn'], (_data, { t }) =>
    t('entries.what.questionWithdrawn'),
  ),
  'validation.late': telling(ALL_KINDS['validation.late'], (_data, { t }) => t('entries.what.reminded')),
  'validation.forgotten': telling(ALL_KINDS['validation.forgotten'], (_data, { t }) =>
    t('entries.what.forgotten'),
  ),
  'creditNote.requested': telling(ALL_KINDS['creditNote.requested'], ({ items }, { t }) =>
    t('entries.what.creditNote', { n: items.length }),
  ),
  'creditNote.changed': telling(ALL_KINDS['creditNote.changed'], ({ items }, { t }) =>
    t('entries.what.creditNoteChanged', { n: items.length }),
  ),
  'creditNote.withdrawn': telling(ALL_KINDS['creditNote.withdrawn'], (_data, { t }) =>
    t('entries.what.creditNoteWithdrawn'),
  ),
  'creditNote.matched': telling(ALL_KINDS['creditNote.matched'], (_data, { t }) =>
    t('entries.what.creditNoteMatched'),
  ),
  'stage.moved': telling(ALL_KINDS['stage.moved'], ({ actionId }, teller) =>
    teller.t('entries.what.stage', { name: nameOf(actionId, teller) }),
  ),
  'participant.added': telling(ALL_KINDS['participant.added'], ({ actionId, participant }, teller) =>
    teller.t('entries.what.participantAdded', {
      name: nameOf(actionId, teller),
      who: participantName(participant, teller),
    }),
  ),
  'participant.removed': telling(ALL_KINDS['participant.removed'], ({ actionId, participant }, teller) =>
    teller.t('entries.what.participantRemoved', {
      name: nameOf(actionId, teller),
      who: participantName(participant, teller),
    }),
  ),
  'decision.recorded': telling(ALL_KINDS['decision.recorded'], ({ text }, { t }) =>
    t('entries.what.decision', { text: shortened(text) }),
  ),
  'plan.made': inCase('plan.made'),
  'plan.changed': inCase('plan.changed'),
  'plan.agreed': inCase('plan.agreed'),
  'plan.renegotiated': inCase('plan.renegotiated'),
  'plan.withdrawn': inCase('plan.withdrawn'),
  'plan.kept': inCase('plan.kept'),
  'plan.broken': inCase('plan.broken'),
  'instalment.late': inCase('instalment.late'),
  'payment.seen': inCase('payment.seen'),
  'payment.allocated': inCase('payment.allocated'),
  'payment.withdrawn': inCase('payment.withdrawn'),
  'payment.missed': inCase('payment.missed'),
  'payment.booked': inCase('payment.booked'),
  'payment.reversed': inCase('payment.reversed'),
  'promise.made': inCase('promise.made'),
  'promise.withdrawn': inCase('promise.withdrawn'),
  'promise.kept': inCase('promise.kept'),
  'promise.broken': inCase('promise.broken'),
  'document.added': telling(ALL_KINDS['document.added'], ({ name, pages }, { t }) =>
    t('entries.what.document.added', { name, n: pages.length }),
  ),
  'document.changed': telling(ALL_KINDS['document.changed'], ({ fields }, { t }) =>
    t('entries.what.document.changed', { fields: fieldsWords(Object.keys(fields), t) }),
  ),
  'document.withdrawn': telling(ALL_KINDS['document.withdrawn'], ({ reason }, { t }) =>
    t('entries.what.document.withdrawn', { text: shortened(reason) }),
  ),
  'document.settled': telling(ALL_KINDS['document.settled'], (_data, { t }) =>
    t('entries.what.document.settled'),
  ),
  'setting.saved': telling(ALL_KINDS['setting.saved'], ({ setting }, teller) =>
    teller.t('entries.what.setting', { what: settingWords(setting, teller) }),
  ),
  'person.deactivated': telling(ALL_KINDS['person.deactivated'], ({ personId, successorId }, teller) => {
    const name = personName(personId, teller)
    return successorId === null
      ? teller.t('entries.what.deactivated', { name })
      : teller.t('entries.what.succeeded', { name, successor: personName(successorId, teller) })
  }),
  'person.reactivated': telling(ALL_KINDS['person.reactivated'], ({ personId }, teller) =>
    teller.t('entries.what.reactivated', { name: personName(personId, teller) }),
  ),
  'person.placed': telling(ALL_KINDS['person.placed'], ({ personId, departmentId }, teller) => {
    const name = personName(personId, teller)
    return departmentId === null
      ? teller.t('entries.what.placedNowhere', { name })
      : teller.t('entries.what.placed', { name, department: settingName(departmentId, teller) })
  }),
  'person.changed': telling(ALL_KINDS['person.changed'], ({ personId }, teller) =>
    teller.t('entries.what.personChanged', { name: personName(personId, teller) }),
  ),
  'person.criteriaSaved': telling(ALL_KINDS['person.criteriaSaved'], ({ personId }, teller) =>
    teller.t('entries.what.criteria', { name: personName(personId, teller) }),
  ),
  'person.absent': telling(ALL_KINDS['person.absent'], ({ personId }, teller) =>
    teller.t('entries.what.absence', { name: personName(personId, teller) }),
  ),
  'scenario.assigned': telling(ALL_KINDS['scenario.assigned'], ({ scenarioId }, teller) =>
    scenarioId === null
      ? teller.t('entries.what.scenarioByRule')
      : teller.t('entries.what.scenario', { name: settingName(scenarioId, teller) }),
  ),
  'scenarioStep.prepared': telling(ALL_KINDS['scenarioStep.prepared'], (_data, { t }) =>
    t('entries.what.step'),
  ),
  'suggestion.declined': telling(ALL_KINDS['suggestion.declined'], ({ itemIds }, { t }) =>
    t('entries.what.suggestion', { n: itemIds.length }),
  ),
  'checklist.ticked': telling(ALL_KINDS['checklist.ticked'], ({ actionId }, teller) =>
    teller.t('entries.what.checklist', { name: nameOf(actionId, teller) }),
  ),
  'resolver.assigned': telling(ALL_KINDS['resolver.assigned'], ({ resolverId }, teller) =>
    teller.t('entries.what.assigned', { person: personName(resolverId, teller) }),
  ),
  'entry.discarded': telling(ALL_KINDS['entry.discarded'], ({ author }, teller) =>
    teller.t('entries.what.discardedEntry', { name: personName(author, teller) }),
  ),
  'preferences.saved': telling(ALL_KINDS['preferences.saved'], (data, { t }) =>
    t('entries.what.preferences', { fields: fieldsWords(Object.keys(data), t) }),
  ),
}

/** Contacts stand in files, which these words are found without. */
function participantName({ type, id }: Participant, teller: EntryTeller): string {
  switch (type) {
    case 'person':
      return personName(id, teller)
    case 'department':
      return settingName(id, teller)
    case 'contact':
      return teller.t('entries.someContact')
  }
}

/** What is done in one case, told by the name of that case. */
function inCase(kind: CaseKindName): Tell {
  return (data, teller) => {
    const read = z.safeParse(inCaseSchema, data)
    if (!read.success) return null
    const { actionId } = read.data
    const name = actionId === null ? teller.t('entries.someAction') : nameOf(actionId, teller)
    return teller.t(`entries.what.${kind}`, { name })
  }
}

type CaseKindName = Extract<KindName, `${'plan' | 'instalment' | 'payment' | 'promise'}.${string}`>

const inCaseSchema = z.object({ actionId: z.nullable(z.string()) })

/** Whose wish was decided, while it is known here. */
function wisherName(parkedId: string, teller: EntryTeller): string {
  const by = teller.wisher?.(parkedId) ?? null
  return by === null ? teller.t('entries.what.someWish') : personName(by, teller)
}

type Change = z.infer<(typeof ALL_KINDS)['action.changed']['data']>

function tellChange({ actionId, fields }: Change, teller: EntryTeller): string {
  const { t, day } = teller
  const changed = Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [field]))
  const name = nameOf(actionId, teller)
  if (changed.length === 1) {
    const { dueOn, ownerId, resolverId } = fields
    if (dueOn !== undefined) return t('entries.what.moved', { name, day: day(dueOn) })
    if (fields.name !== undefined) return t('entries.what.renamed', { before: name, name: fields.name })
    if (ownerId !== undefined) return t('entries.what.owner', { name, person: personName(ownerId, teller) })
    if (resolverId === null) return t('entries.what.noResolver', { name })
    if (resolverId !== undefined)
      return t('entries.what.resolver', { name, person: personName(resolverId, teller) })
  }
  const told = changed.length > 0 ? changed : ['comment']
  return t('entries.what.changed', { name, fields: fieldsWords(told, t) })
}

/** The words a person typed with an entry, which a comment in its place must not lose. */
export function typedWords(entry: Entry): string | null {
  const read = z.safeParse(typedSchema, entry.data)
  if (!read.success) return null
  const { comment, text, remark, reason } = read.data
  return comment ?? text ?? remark ?? reason ?? null
}

const typedSchema = z.object({
  comment: z.optional(z.nullable(z.string())),
  text: z.optional(z.nullable(z.string())),
  remark: z.optional(z.nullable(z.string())),
  reason: z.optional(z.nullable(z.string())),
})

function isKind(kind: string): kind is KindName {
  return Object.hasOwn(TELLS, kind)
}

function nameOf(actionId: string, { t, actionName }: EntryTeller): string {
  return actionName(actionId) ?? t('entries.someAction')
}

export function personName(id: string, { t, company }: Pick<EntryTeller, 't' | 'company'>): string {
  return company?.people.get(id)?.name ?? t('entries.nobody')
}

export function settingName(
  id: string,
  { company, language }: Pick<EntryTeller, 'company' | 'language'>,
): string {
  const setting = company?.settings.get(id)
  return setting && 'name' in setting.data && typeof setting.data.name === 'object'
    ? wordIn(setting.data.name, language)
    : '?'
}

const SHOWN = 80

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text
}
