import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import { idFrom } from '#shared/base/ids.ts'
import type { FollowUpKind } from '#shared/actions/kinds.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import {
  AT_THE_LAWYER,
  CREDIT_NOTE_ASKED_BACK,
  CREDIT_NOTE_AT_THE_MANAGER,
  CREDIT_NOTE_TO_BE_ISSUED,
  type Plotline,
  QUESTION_TO_CLIENT_SERVICE,
  WITH_LOGISTICS,
} from './demo-work.ts'
import type { Chance } from './chance.ts'
import type { DemoClient } from './demo-clients.ts'
import { type DemoDocument, documentOn } from './demo-ledger.ts'

/** Something a person of the demo did. */
export type Deed = {
  [K in KindName]: { day: CalendarDay; hour: number; by: string; kind: K; data: DataOf<K> }
}[KindName]

type Plot = {
  status: string | null
  kind: FollowUpKind
  name: string
  reasonId: string | null
  resolver: string | null
  opening: string
  comments: readonly [string, string][]
}

const PLOTS: readonly [Plot, ...Plot[]] = [
  {
    status: 'status.priceDispute',
    kind: 'dispute',
    name: 'Price of the spring list',
    reasonId: 'reason.price',
    resolver: 'samir',
    opening: 'They were promised the old prices until the end of the month.',
    comments: [
      ['samir', 'The price list was sent on the 3rd, I have asked sales for the agreement.'],
      ['ana', 'Customer pays the undisputed part this week.'],
    ],
  },
  {
    status: 'status.deliveryDispute',
    kind: 'dispute',
    name: 'Pallet 7 missing',
    reasonId: 'reason.delivery',
    resolver: 'samir',
    opening: 'One pallet short, driver signed for six.',
    comments: [
      ['samir', 'Driver confirms six pallets. Looking for the delivery note.'],
      ['samir', 'Delivery note found, signed with a reserve.'],
    ],
  },
  {
    status: 'status.qualityDispute',
    kind: 'dispute',
    name: 'Cold chain broken',
    reasonId: 'reason.quality',
    resolver: 'samir',
    opening: 'Temperature logger shows 9 °C on arrival.',
    comments: [['samir', 'Carrier informed, claim opened on our side.']],
  },
  {
    status: 'status.litigation',
    kind: 'litigation',
    name: 'Formal notice, then lawyer',
    reasonId: null,
    resolver: null,
    opening: 'Three final notices without an answer.',
    comments: [['marc', 'Agreed: last call on Monday, then the file goes to the lawyer.']],
  },
  {
    status: 'status.plan',
    kind: 'instalmentPlan',
    name: 'Plan over the summer invoices',
    reasonId: null,
    resolver: null,
    opening: 'Pays a third each month, first transfer announced.',
    comments: [['julie', 'Spoke to the owner in the shop, first transfer is on its way.']],
  },
  {
    status: null,
    kind: 'creditNoteRequest',
    name: 'Credit note for returned crates',
    reasonId: 'reason.billing',
    resolver: 'nadia',
    opening: 'Forty crates came back, only twelve were credited.',
    comments: [['nadia', 'Return slip of the 12th found: thirty-eight crates.']],
  },
  {
    status: 'status.ongoing',
    kind: 'publicReceivable',
    name: 'Missing order number',
    reasonId: 'reason.reference',
    resolver: null,
    opening: 'The public accountant wants the order number on the invoice.',
    comments: [['tom', 'Order number asked for at the town hall.']],
  },
]

const SCENES = [
  [62, 'closed'],
  [55, 'closed'],
  [49, 'open'],
  [44, 'closed'],
  [40, 'open'],
  [36, 'open'],
  [33, 'closed'],
  [30, 'open'],
  [27, 'open'],
  [25, 'open'],
  [23, 'closed'],
  [21, 'open'],
  [19, 'open'],
  [17, 'open'],
  [15, 'open'],
  [13, 'open'],
  [12, 'open'],
  [10, 'open'],
  [9, 'open'],
  [8, 'open'],
  [6, 'open'],
  [5, 'open'],
  [4, 'open'],
  [3, 'open'],
  [2, 'open'],
  [1, 'open'],
] as const

/** Open scenes in which more is worked out, by their place. */
const PLOTLINES: ReadonlyMap<number, Plotline> = new Map([
  [5, CREDIT_NOTE_TO_BE_ISSUED],
  [12, CREDIT_NOTE_AT_THE_MANAGER],
  [14, QUESTION_TO_CLIENT_SERVICE],
  [15, WITH_LOGISTICS],
  [17, AT_THE_LAWYER],
  [19, CREDIT_NOTE_ASKED_BACK],
])

type Cast = {
  clients: readonly { id: string; client: DemoClient; documents: readonly DemoDocument[] }[]
  personIds: ReadonlyMap<string, string>
  today: CalendarDay
  chance: Chance
}

/** What happened in the weeks before today: about 26 follow-ups of several kinds, talked about, moved and closed. */
export function demoStory({ clients, personIds, today, chance }: Cast): { clientId: string; deed: Deed }[] {
  const story: { clientId: string; deed: Deed }[] = []
  const idOf = (key: string) => personIds.get(key) ?? key
  const withCollector = clients.filter(({ client }) => client.collector !== null)
  SCENES.forEach(([daysAgo, end], index) => {
    const on = addDays(today, -daysAgo)
    const cast = withCollector[(index * 11 + 3) % withCollector.length]
    const plot = PLOTS[index % PLOTS.length] ?? PLOTS[0]
    if (!cast) return
    const open = cast.documents.flatMap((document) => documentOn(document, on) ?? [])
    const wanted = open
      .filter((row) => row.closedOn === null && row.balanceMinor > 0)
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
      .slice(0, chance.whole(2, 5))
    if (wanted.length === 0) return
    const collector = idOf(cast.client.collector ?? 'ana')
    const resolver = plot.resolver && idOf(plot.resolver)
    const actionId = idFrom(cast.id, `case ${index}`)
    const due = addDays(today, [-3, 0, 2, -1, 5, 0, 9, 14, 1][index % 9] ?? 0)
    const opening = {
      actionId,
      type: 'followUp' as const,
      kind: plot.kind,
      name: plot.name,
      dueOn: addDays(on, 7),
      ownerId: collector,
      resolverId: resolver,
      reasonId: plot.reasonId,
    }
    const itemIds = wanted.map(({ id }) => id)
    const largest = wanted.reduce((a, b) => (a.balanceMinor > b.balanceMinor ? a : b))
    const tell = (deed: Deed) => story.push({ clientId: cast.id, deed })
    if (plot.status)
      tell({
        day: on,
        hour: 9,
        by: collector,
        kind: 'items.requalified',
        data: {
          itemIds,
          on,
          statusId: plot.status,
          comment: plot.opening,
          reasonId: plot.reasonId,
          disputedMinor:
            index % 4 === 1 && plot.kind === 'dispute'
              ? { [largest.id]: Math.round(largest.balanceMinor / 4) }
              : {},
          next: { mode: 'open', opening },
        },
      })
    else
      tell({
        day: on,
        hour: 9,
        by: collector,
        kind: 'action.opened',
        data: { ...opening, on, itemIds, move: false, comment: plot.opening },
      })
    plot.comments.forEach(([who, text], at) => {
      const day = addDays(on, 1 + at)
      if (day > today) return
      const by =
        who === 'ana' || who === 'tom'
          ? collector
          : who === 'julie' && !cast.client.hasSales
            ? collector
            : idOf(who)
      tell({
        day: day,
        hour: 11 + at,
        by: by,
        kind: 'comment.written',
        data: { actionId, itemIds: [], text, visibility: 'internal' },
      })
    })
    if (index % 3 === 0 && addDays(on, 2) <= today)
      tell({
        day: addDays(on, 2),
        hour: 15,
        by: collector,
        kind: 'exchange.recorded',
        data: {
          actionId,
          exchange: 'call',
          outcome: index % 2 ? 'reached' : 'message',
          contactId: null,
          text: `Talked to ${cast.client.contact.name}.`,
        },
      })
    if (end === 'closed')
      tell({
        day: addDays(on, 9),
        hour: 16,
        by: collector,
        kind: 'action.closed',
        data: {
          actionId,
          on: addDays(on, 9),
          itemsBecome: 'disputeResolved',
          resolutionId: 'resolution.creditedPartly',
          rootCauseId: index % 2 ? 'rootCause.picking' : 'rootCause.priceList',
          comment: 'Agreed with the customer, credit note issued.',
        },
      })
    else
      tell({
        day: addDays(on, Math.min(daysAgo, 5)),
        hour: 17,
        by: collector,
        kind: 'action.changed',
        data: { actionId, fields: { dueOn: due }, comment: null },
      })
    const inCase = new Set(itemIds)
    const owed = cast.documents
      .flatMap((document) => documentOn(document, today) ?? [])
      .filter((row) => inCase.has(row.id) && row.closedOn === null)
    const plotline = end === 'open' ? PLOTLINES.get(index) : undefined
    const contactId = idFrom(cast.id, 'contact')
    const openCase = {
      actionId,
      kind: plot.kind,
      contactId,
      collector,
      openedOn: on,
      today,
      items: owed,
      idOf,
    }
    for (const deed of plotline?.(openCase) ?? []) tell(deed)
  })
  withCollector.slice(0, 9).forEach(({ id, client }, index) => {
    const collector = idOf(client.collector ?? 'ana')
    const day = addDays(today, -index - 1)
    const data = {
      actionId: idFrom(id, 'errand'),
      type: index % 2 ? ('call' as const) : ('task' as const),
      kind: null,
      name: index % 2 ? `Call ${client.contact.name}` : 'Send the account statement',
      dueOn: addDays(today, (index % 4) - 1),
      ownerId: collector,
      resolverId: null,
      reasonId: null,
      on: day,
      itemIds: [],
      move: false,
      comment: null,
    }
    story.push({ clientId: id, deed: { day, hour: 10, by: collector, kind: 'action.opened', data } })
  })
  return story
}
