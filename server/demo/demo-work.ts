import type { FollowUpKind } from '#shared/actions/kinds.ts'
import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import { idFrom } from '#shared/base/ids.ts'
import { validationOfRequest } from '#shared/journal/kinds/credit-note-requested.ts'
import type { ImportedRow } from '#shared/journal/kinds/items-imported.ts'
import type { AskedNow } from '#shared/validations/asked-now.ts'
import type { Deed } from './demo-story.ts'

/** A case of the demo that is still open, and what its items owe to the last day. */
export type OpenCase = {
  actionId: string
  kind: FollowUpKind
  contactId: string
  collector: string
  openedOn: CalendarDay
  today: CalendarDay
  items: readonly ImportedRow[]
  idOf: (key: string) => string
}

/** What is worked out in a case beside its comments, in the days after it was opened. */
export type Plotline = (one: OpenCase) => Deed[]

/** Sales administration has approved a small credit note: accounting is to issue it. */
export const CREDIT_NOTE_TO_BE_ISSUED: Plotline = (one) => {
  const request = creditNote(
    one,
    addDays(one.openedOn, 2),
    'Twelve crates credited, thirty-eight came back.',
    90_000,
  )
  return request ? [request.asked, request.answered('lucas', 0, 'approved', null, 3)] : []
}

/** A large one is approved by sales administration and waits for the credit manager. */
export const CREDIT_NOTE_AT_THE_MANAGER: Plotline = (one) => {
  const request = creditNote(
    one,
    addDays(one.today, -2),
    'The whole delivery went back, see the return slip.',
    null,
  )
  return request ? [request.asked, request.answered('lucas', 0, 'approved', 'Quantities checked.', 1)] : []
}

/** Sales administration has asked back: the collector is to explain. */
export const CREDIT_NOTE_ASKED_BACK: Plotline = (one) => {
  const request = creditNote(one, addDays(one.today, -3), 'Rebate of the spring agreement.', 60_000)
  return request
    ? [request.asked, request.answered('lucas', 0, 'askedBack', 'Which agreement? Please name the date.', 1)]
    : []
}

/** Client service is asked whether the old price may stand. */
export const QUESTION_TO_CLIENT_SERVICE: Plotline = ({ actionId, collector, today, idOf }) => {
  const on = addDays(today, -4)
  return [
    {
      day: on,
      hour: 10,
      by: collector,
      kind: 'validation.asked',
      data: {
        validationId: idFrom(actionId, 'question'),
        actionId,
        question: 'May the old prices stand until the end of the month?',
        aboutId: null,
        amountMinor: null,
        currency: null,
        dueOn: addDays(today, 1),
        levels: [{ asked: [{ type: 'person', id: idOf('nadia') }], needs: 'one' }],
        on,
      },
    },
    {
      day: on,
      hour: 11,
      by: collector,
      kind: 'comment.written',
      data: {
        actionId,
        itemIds: [],
        text: 'Julie, what did you tell them in the shop?',
        visibility: 'internal',
        mentions: [idOf('julie')],
      },
    },
  ]
}

/** The case went through a formal notice to the lawyer, with the customer's contact taking part. */
export const AT_THE_LAWYER: Plotline = ({ actionId, collector, openedOn, contactId }) => {
  const moved = (days: number, stageId: string, next: number, comment: string | null): Deed => {
    const on = addDays(openedOn, days)
    const data = { actionId, stageId, on, dueOn: addDays(on, next), comment }
    return { day: on, hour: 14, by: collector, kind: 'stage.moved', data }
  }
  return [
    moved(0, 'formalNotice', 15, null),
    {
      day: addDays(openedOn, 1),
      hour: 9,
      by: collector,
      kind: 'participant.added',
      data: { actionId, participant: { type: 'contact', id: contactId } },
    },
    moved(4, 'lawyer', 30, 'No answer to the formal notice, the file is complete.'),
  ]
}

/** Logistics takes part, has a to-do, and a decision was taken. */
export const WITH_LOGISTICS: Plotline = ({ actionId, collector, openedOn, today, idOf }) => [
  {
    day: addDays(openedOn, 1),
    hour: 10,
    by: collector,
    kind: 'participant.added',
    data: { actionId, participant: { type: 'department', id: 'department.logistics' } },
  },
  {
    day: addDays(openedOn, 1),
    hour: 12,
    by: collector,
    kind: 'action.opened',
    data: {
      actionId: idFrom(actionId, 'to-do'),
      type: 'task',
      kind: null,
      name: 'Find the signed delivery note',
      dueOn: addDays(today, 1),
      ownerId: idOf('samir'),
      resolverId: null,
      reasonId: null,
      on: addDays(openedOn, 1),
      itemIds: [],
      move: false,
      comment: null,
      caseId: actionId,
    },
  },
  {
    day: addDays(openedOn, 3),
    hour: 16,
    by: collector,
    kind: 'stage.moved',
    data: {
      actionId,
      stageId: 'withDepartment',
      on: addDays(openedOn, 3),
      dueOn: addDays(today, 2),
      comment: null,
    },
  },
  {
    day: addDays(openedOn, 4),
    hour: 9,
    by: collector,
    kind: 'decision.recorded',
    data: { actionId, text: 'We deliver the missing pallet again and keep the invoice as it is.' },
  },
]

/** A credit note over the largest item, up to an amount, or over all items where there is none. */
function creditNote(
  { actionId, collector, items, idOf }: OpenCase,
  on: CalendarDay,
  comment: string,
  atMostMinor: number | null,
) {
  const [largest] = items.toSorted((a, b) => b.balanceMinor - a.balanceMinor)
  if (!largest) return null
  const { currency } = largest
  const credited =
    atMostMinor === null
      ? items
          .filter((item) => item.currency === currency)
          .map(({ id, balanceMinor }) => ({ itemId: id, amountMinor: balanceMinor }))
      : [{ itemId: largest.id, amountMinor: Math.min(largest.balanceMinor, atMostMinor) }]
  const requestId = idFrom(actionId, 'credit note')
  const seen: AskedNow = {
    question: comment,
    amountMinor: credited.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    currency,
    items: credited,
    revision: null,
  }
  const asked: Deed = {
    day: on,
    hour: 10,
    by: collector,
    kind: 'creditNote.requested',
    data: { requestId, actionId, items: credited, currency, reasonId: 'reason.billing', comment, on },
  }
  const answered = (
    key: string,
    level: number,
    answer: 'approved' | 'askedBack',
    words: string | null,
    days: number,
  ): Deed => ({
    day: addDays(on, days),
    hour: 15,
    by: idOf(key),
    kind: 'validation.answered',
    data: {
      validationId: validationOfRequest(requestId),
      actionId,
      level,
      answer,
      comment: words,
      on: addDays(on, days),
      asked: seen,
    },
  })
  return { asked, answered }
}
