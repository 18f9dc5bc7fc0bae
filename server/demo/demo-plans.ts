import type { Opening } from '#shared/actions/opening.ts'
import { type CalendarDay, addDays, addMonths } from '#shared/base/calendar-day.ts'
import { idFrom } from '#shared/base/ids.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { evenAmounts } from '#shared/plans/schedule.ts'
import type { DemoClient } from './demo-clients.ts'
import type { DemoDocument } from './demo-ledger.ts'
import type { Deed } from './demo-story.ts'

type Member = { id: string; client: DemoClient }
type Cast = { clients: readonly Member[]; personIds: ReadonlyMap<string, string>; today: CalendarDay }

/** What a client has agreed to, the invoices it is about, and what comes of it. */
type Agreed = { documents: DemoDocument[]; deeds: Deed[] }
type Scene = (one: Member, cast: Cast) => Agreed

const MONTHLY = 30

/** Five instalments, two of them paid: cash in the shop, then a transfer that was announced. */
const ON_TRACK: Scene = (one, cast) => {
  const first = addDays(cast.today, -50)
  const second = addMonths(first, 1)
  const documents = invoices(one, cast, [80_000, 80_000, 80_000])
  const [a, b] = documents
  if (a) Object.assign(a, { partPaid: { on: first, minor: 48_000 }, paidOn: second })
  if (b) b.partPaid = { on: second, minor: 16_000 }
  const plan = aPlan(one, cast, documents, 'Shop refit: plan over three invoices', first, 5)
  return {
    documents,
    deeds: [
      ...plan.deeds,
      plan.seen(first, 48_000, 'cash', 'Counted in the shop.'),
      plan.seen(second, 48_000, 'transfer', null),
    ],
  }
}

/** Three instalments; the second has not come. */
const LATE: Scene = (one, cast) => {
  const first = addDays(cast.today, -MONTHLY - 9)
  const documents = invoices(one, cast, [120_000, 90_000])
  const [a] = documents
  if (a) a.partPaid = { on: addDays(first, 1), minor: 70_000 }
  const plan = aPlan(one, cast, documents, 'Plan after a slow summer', first, 3)
  return {
    documents,
    deeds: [...plan.deeds, plan.seen(first, 70_000, 'cheque', 'Cheque 4471, photographed.')],
  }
}

/** Two instalments, paid on their days: the books kept it. */
const KEPT: Scene = (one, cast) => {
  const first = addDays(cast.today, -62)
  const documents = invoices(one, cast, [60_000, 60_000])
  const [a, b] = documents
  if (a) a.paidOn = first
  if (b) b.paidOn = addMonths(first, 1)
  return { documents, deeds: aPlan(one, cast, documents, 'Two halves', first, 2).deeds }
}

/** Put to the client yesterday, not agreed to yet. */
const OFFERED: Scene = (one, cast) => {
  const documents = invoices(one, cast, [124_000, 43_550])
  const plan = aPlan(one, cast, documents, 'Plan to be signed', addDays(cast.today, 2), 4, false)
  return { documents, deeds: plan.deeds }
}

const PROMISE_OPEN: Scene = (one, cast) => aPromise(one, cast, -3, 4, null)
const PROMISE_BROKEN: Scene = (one, cast) => aPromise(one, cast, -20, -12, null)
const PROMISE_KEPT: Scene = (one, cast) => aPromise(one, cast, -31, -22, -23)

const SCENES: readonly Scene[] = [ON_TRACK, LATE, KEPT, OFFERED, PROMISE_OPEN, PROMISE_BROKEN, PROMISE_KEPT]

/** Plans and promises of clients the sales person knows, each with invoices of its own that the books follow. */
export function demoPlans(cast: Cast): {
  documents: ReadonlyMap<string, readonly DemoDocument[]>
  story: { clientId: string; deed: Deed }[]
} {
  const known = cast.clients.filter(
    ({ client }) => client.hasSales && client.collector === 'ana' && client.currency === 'EUR',
  )
  const documents = new Map<string, DemoDocument[]>()
  const story: { clientId: string; deed: Deed }[] = []
  for (const [at, scene] of SCENES.entries()) {
    const one = known[at % Math.max(1, known.length)]
    if (!one) continue
    const agreed = scene(one, cast)
    documents.set(one.id, [...(documents.get(one.id) ?? []), ...agreed.documents])
    for (const deed of agreed.deeds) story.push({ clientId: one.id, deed })
  }
  return { documents, story }
}

function invoices({ id, client }: Member, { today }: Cast, amounts: readonly number[]): DemoDocument[] {
  return amounts.map((amountMinor, at) => ({
    id: idFrom(id, `agreed ${amountMinor} ${at}`),
    number: `F2719${amountMinor / 50}${at}`,
    kind: 'invoice',
    entity: client.entity,
    currency: client.currency,
    amountMinor,
    issuedOn: addDays(today, -120 + at * 4),
    dueOn: addDays(today, -90 + at * 4),
    paidOn: null,
    partPaid: null,
  }))
}

function aPlan(
  one: Member,
  cast: Cast,
  documents: readonly DemoDocument[],
  name: string,
  first: CalendarDay,
  count: number,
  isSigned = true,
) {
  const actionId = idFrom(one.id, name)
  const julie = cast.personIds.get('julie') ?? 'julie'
  const day = first < cast.today ? first : addDays(cast.today, -1)
  const owedMinor = documents.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const made: DataOf<'plan.made'> = {
    planId: idFrom(actionId, 'plan'),
    actionId,
    currency: one.client.currency,
    owedMinor,
    feeMinor: 0,
    instalments: evenAmounts(owedMinor, count).map((amountMinor, at) => ({
      id: idFrom(actionId, `instalment ${at}`),
      dueOn: addMonths(first, at),
      amountMinor,
    })),
    agreement: isSigned ? { how: 'name', name: one.client.contact.name, signature: null, on: day } : null,
    on: day,
  }
  const opening = anOpening(actionId, name, julie, { type: 'followUp', kind: 'instalmentPlan', dueOn: first })
  const seen = (
    on: CalendarDay,
    amountMinor: number,
    means: DataOf<'payment.seen'>['means'],
    note: string | null,
  ): Deed => ({
    day: on,
    hour: 14,
    by: julie,
    kind: 'payment.seen',
    data: {
      paymentId: idFrom(actionId, `payment of ${on}`),
      actionId,
      currency: one.client.currency,
      amountMinor,
      on,
      means,
      instalmentId: null,
      note,
    },
  })
  const deeds: Deed[] = [
    requalified(documents, 'status.plan', 'Agreed on instalments in the shop.', opening, julie, day),
    { day, hour: 11, by: julie, kind: 'plan.made', data: made },
  ]
  return { deeds, seen }
}

function aPromise(
  one: Member,
  cast: Cast,
  madeDays: number,
  promisedDays: number,
  paidDays: number | null,
): Agreed {
  const [day, promisedOn] = [addDays(cast.today, madeDays), addDays(cast.today, promisedDays)]
  const documents = invoices(one, cast, [37_250 - promisedDays * 50])
  for (const document of documents) document.paidOn = paidDays === null ? null : addDays(cast.today, paidDays)
  const amountMinor = documents.reduce((sum, document) => sum + document.amountMinor, 0)
  const name = `Promise of ${one.client.contact.name}`
  const actionId = idFrom(one.id, `${name} ${promisedOn}`)
  const ana = cast.personIds.get('ana') ?? 'ana'
  const opening = anOpening(actionId, name, ana, { type: 'promiseCheck', kind: null, dueOn: promisedOn })
  const promise: DataOf<'promise.made'> = {
    promiseId: idFrom(actionId, 'promise'),
    actionId,
    currency: one.client.currency,
    amountMinor,
    promisedOn,
    on: day,
  }
  const comment = 'Pays when the season’s takings are in.'
  return {
    documents,
    deeds: [
      requalified(documents, 'status.promise', comment, opening, ana, day),
      { day, hour: 11, by: ana, kind: 'promise.made', data: promise },
    ],
  }
}

function anOpening(
  actionId: string,
  name: string,
  ownerId: string,
  fields: Pick<Opening, 'type' | 'kind' | 'dueOn'>,
): Opening {
  return { actionId, name, ownerId, resolverId: null, reasonId: null, templateId: null, ...fields }
}

function requalified(
  documents: readonly DemoDocument[],
  statusId: string,
  comment: string,
  opening: Opening,
  by: string,
  day: CalendarDay,
): Deed {
  return {
    day,
    hour: 10,
    by,
    kind: 'items.requalified',
    data: {
      itemIds: documents.map(({ id }) => id),
      on: day,
      statusId,
      comment,
      reasonId: null,
      disputedMinor: {},
      next: { mode: 'open', opening },
    },
  }
}
