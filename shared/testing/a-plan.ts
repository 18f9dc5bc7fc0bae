import type { ActionWithItems } from './a-client-file.ts'
import { CLIENT_ID, idOf } from './a-client-file.ts'
import type { Casework, CaseworkOf } from '../casework/casework.ts'
import type { Payment } from '../plans/payment.ts'
import type { Instalment, Plan } from '../plans/plan.ts'
import type { PaymentPromise } from '../promises/promise.ts'

type In = Pick<ActionWithItems, 'action'>

function aRow<W extends Casework['work']>(
  name: string,
  { action }: In,
  work: W,
  fields: Partial<Casework>,
): Casework & { work: W } {
  return {
    id: idOf(name),
    clientId: CLIENT_ID,
    actionId: action.id,
    wakesOn: null,
    removed: false,
    version: 1,
    ...fields,
    work,
  }
}

/** Instalments named `first`, `second` …, as `[day, amount]`. */
export function instalmentsOn(...parts: [dueOn: string, amountMinor: number][]): Instalment[] {
  return parts.map(([dueOn, amountMinor], at) => ({
    id: idOf(NAMES[at] ?? `instalment ${at}`),
    dueOn,
    amountMinor,
  }))
}

const NAMES = ['first', 'second', 'third', 'fourth', 'fifth']

/** A plan the client agreed to on 1 November 2026: 100.00 EUR a month, three times from 15 November. */
export function aPlan(
  name: string,
  action: In,
  work: Partial<Plan> = {},
  fields: Partial<Casework> = {},
): CaseworkOf<'plan'> {
  const instalments =
    work.instalments ?? instalmentsOn(['2026-11-15', 10_000], ['2026-12-15', 10_000], ['2027-01-15', 10_000])
  const plan: Plan = {
    type: 'plan',
    state: 'agreed',
    revision: 1,
    currency: 'EUR',
    owedMinor: instalments.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    feeMinor: 0,
    instalments,
    agreement: null,
    paidBefore: [],
    toldLate: [],
    replacedBy: null,
    madeBy: 'collector',
    madeOn: '2026-11-01',
    endedOn: null,
    ...work,
  }
  return aRow(name, action, plan, fields)
}

/** A payment of 100.00 EUR that the collector saw on 14 November 2026 and the books do not have by the 25th. */
export function aPayment(
  name: string,
  action: In,
  work: Partial<Payment> = {},
  fields: Partial<Casework> = {},
): CaseworkOf<'payment'> {
  const payment: Payment = {
    type: 'payment',
    state: 'seen',
    currency: 'EUR',
    amountMinor: 10_000,
    on: '2026-11-14',
    means: 'cash',
    instalmentId: null,
    note: null,
    by: 'collector',
    bookedOn: null,
    ...work,
  }
  return aRow(name, action, payment, { wakesOn: payment.state === 'seen' ? '2026-11-25' : null, ...fields })
}

/** A promise of 100.00 EUR for 25 November 2026. */
export function aPromise(
  name: string,
  action: In,
  work: Partial<PaymentPromise> = {},
  fields: Partial<Casework> = {},
): CaseworkOf<'promise'> {
  const promise: PaymentPromise = {
    type: 'promise',
    state: 'open',
    currency: 'EUR',
    amountMinor: 10_000,
    promisedOn: '2026-11-25',
    paidMinor: 0,
    by: 'collector',
    madeOn: '2026-11-20',
    endedOn: null,
    ...work,
  }
  return aRow(name, action, promise, fields)
}
