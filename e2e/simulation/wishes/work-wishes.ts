import { stagesOf } from '#shared/stages/stages.ts'
import { type WorkType, workOf } from '#shared/casework/casework.ts'
import { addDays } from '#shared/base/calendar-day.ts'
import { creditNotesFor, disputedOf } from '#shared/credit-notes/matching.ts'
import { staysIn } from '#shared/clients/client-file.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import { askedNow } from '#shared/validations/asked-now.ts'
import { waitsFor } from '#shared/validations/answering.ts'
import { ANSWERS, type Asked } from '#shared/validations/validation.ts'
import type { Participant } from '#shared/actions/participant.ts'
import type { BooksKind } from './wishes.ts'
import {
  type Desk,
  type Maker,
  aColleague,
  aDay,
  anAction,
  oneOf,
  settingOf,
  subjectOf,
  words,
} from './desk.ts'

type WorkKind = Exclude<
  Extract<
    KindName,
    | `validation.${string}`
    | `creditNote.${string}`
    | `participant.${string}`
    | 'stage.moved'
    | 'decision.recorded'
  >,
  BooksKind
>

/** What people want of the work of a case: questions, credit notes, stages, who takes part, decisions. */
export const WORK_WISHES: { [K in WorkKind]: Maker<K> } = {
  'validation.asked': (desk) => {
    const action = anAction(desk)
    if (!desk.seen || !action) return null
    const request = desk.chance.isTrue(0.2) ? work(desk, 'creditNote') : null
    return {
      subject: subjectOf(desk.seen),
      data: {
        validationId: desk.newId(),
        actionId: request?.actionId ?? action.id,
        question: words(desk),
        aboutId: request?.id ?? null,
        amountMinor: null,
        currency: null,
        dueOn: addDays(desk.today, desk.chance.whole(0, 5)),
        levels: request ? [] : [{ asked: [anAsked(desk)], needs: desk.chance.one(['one', 'all'] as const) }],
        on: desk.today,
      },
    }
  },

  'validation.answered': (desk) => {
    const me = desk.company.people.get(desk.userId)
    const mine = workOf(desk.seen?.file ?? { casework: [] }, 'validation').filter(
      (one) => me && waitsFor(one.work, me),
    )
    const row = (desk.sitsDown && desk.chance.isTrue(0.9) && oneOf(desk, mine)) || work(desk, 'validation')
    if (!desk.seen || !row) return null
    const answer = desk.chance.one(ANSWERS)
    return {
      subject: subjectOf(desk.seen),
      data: {
        validationId: row.id,
        actionId: row.actionId,
        level: row.work.level,
        answer,
        comment: answer === 'approved' ? null : words(desk),
        on: desk.today,
        asked: askedNow(row.work, desk.seen.file),
      },
    }
  },

  'validation.explained': (desk) => {
    const row = work(desk, 'validation')
    if (!desk.seen || !row) return null
    return {
      subject: subjectOf(desk.seen),
      data: { validationId: row.id, actionId: row.actionId, text: words(desk), on: desk.today },
    }
  },

  'validation.withdrawn': (desk) => {
    const row = work(desk, 'validation')
    if (!desk.seen || !row) return null
    return {
      subject: subjectOf(desk.seen),
      data: { validationId: row.id, actionId: row.actionId, comment: null, on: desk.today },
    }
  },

  'creditNote.requested': (desk) => {
    const action = anAction(desk)
    const inside = action && desk.seen ? staysIn(desk.seen.file, action.id) : []
    const item = desk.seen?.file.items.find(({ id }) => id === oneOf(desk, inside)?.itemId)
    if (!desk.seen || !action || !item) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        requestId: desk.newId(),
        actionId: action.id,
        items: [{ itemId: item.id, amountMinor: desk.chance.whole(1, Math.max(1, item.balanceMinor)) }],
        currency: item.currency,
        reasonId: settingOf(desk, 'reason'),
        comment: desk.chance.isTrue(0.5) ? words(desk) : null,
        on: desk.today,
      },
    }
  },

  'creditNote.changed': (desk) => {
    const row = work(desk, 'creditNote')
    if (!desk.seen || !row) return null
    const less = row.work.items.map(({ itemId, amountMinor }) => ({
      itemId,
      amountMinor: Math.max(1, Math.floor(amountMinor * 0.9)),
    }))
    return {
      subject: subjectOf(desk.seen),
      data: {
        requestId: row.id,
        actionId: row.actionId,
        was: row.work.items,
        items: less,
        comment: null,
        on: desk.today,
      },
    }
  },

  'creditNote.withdrawn': (desk) => {
    const row = work(desk, 'creditNote')
    if (!desk.seen || !row) return null
    return {
      subject: subjectOf(desk.seen),
      data: { requestId: row.id, actionId: row.actionId, comment: null, on: desk.today },
    }
  },

  'creditNote.matched': (desk) => {
    const row = (desk.isHelped && oneOf(desk, matchable(desk))) || work(desk, 'creditNote')
    const item = row && desk.seen ? oneOf(desk, creditNotesFor(row, desk.seen.file)) : null
    if (!desk.seen || !row || !item) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        requestId: row.id,
        actionId: row.actionId,
        itemId: item.id,
        had: disputedOf(row, desk.seen.file),
        on: desk.today,
      },
    }
  },

  'stage.moved': (desk) => {
    const action = anAction(desk)
    const stage = action && oneOf(desk, stagesOf(action, desk.company))
    if (!desk.seen || !stage) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        actionId: action.id,
        stageId: stage.key,
        on: desk.today,
        dueOn: desk.chance.isTrue(0.7) ? aDay(desk) : null,
        comment: stage.asksComment || desk.chance.isTrue(0.2) ? words(desk) : null,
      },
    }
  },

  'participant.added': (desk) => {
    const action = anAction(desk)
    if (!desk.seen || !action) return null
    return {
      subject: subjectOf(desk.seen),
      data: { actionId: action.id, participant: aParticipant(desk) },
    }
  },

  'participant.removed': (desk) => {
    const action = anAction(desk, ({ participants }) => participants.length > 0)
    if (!desk.seen || !action) return null
    const participant = oneOf(desk, action.participants) ?? aParticipant(desk)
    return { subject: subjectOf(desk.seen), data: { actionId: action.id, participant } }
  },

  'decision.recorded': (desk) => {
    if (!desk.seen) return null
    return {
      subject: subjectOf(desk.seen),
      data: { actionId: desk.chance.isTrue(0.8) ? (anAction(desk)?.id ?? null) : null, text: words(desk) },
    }
  },
}

function work<T extends WorkType>(desk: Desk, type: T) {
  return oneOf(desk, desk.seen ? workOf(desk.seen.file, type) : [])
}

function anAsked(desk: Desk): Asked {
  // Who is asked for their role alone loses the question with the client.
  if (desk.isHelped && desk.chance.isTrue(0.3)) return { type: 'role', id: 'collector' }
  return desk.chance.isTrue(0.7)
    ? { type: 'person', id: aColleague(desk) }
    : { type: 'role', id: desk.chance.one(['creditManager', 'collector', 'administrator'] as const) }
}

function aParticipant(desk: Desk): Participant {
  const contact = desk.chance.isTrue(0.2) ? oneOf(desk, desk.seen?.file.contacts ?? []) : null
  return contact ? { type: 'contact', id: contact.id } : { type: 'person', id: aColleague(desk) }
}

/** Credit notes asked for that one in the file may be. */
function matchable({ seen }: Desk) {
  return seen
    ? workOf(seen.file, 'creditNote').filter((row) => creditNotesFor(row, seen.file).length > 0)
    : []
}
