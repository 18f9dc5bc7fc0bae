import type { DataOf } from '../journal/data.ts'
import type { Entry } from '../journal/entry.ts'
import { RULE } from '../journal/entry.ts'
import { TODAY, idOf } from './a-client-file.ts'
import { instalmentsOn } from './a-plan.ts'
import { anEntry } from './entries.ts'

type More = Partial<Entry>

/** A plan named `plan` in a case: 100.00 EUR today and in the two months after, unless told otherwise. */
export function makePlan(
  caseName: string,
  fields: Partial<DataOf<'plan.made'>> = {},
  more: More = {},
): Entry {
  const instalments =
    fields.instalments ?? instalmentsOn([TODAY, 10_000], ['2026-12-22', 10_000], ['2027-01-22', 10_000])
  return anEntry(
    'plan.made',
    {
      planId: idOf('plan'),
      actionId: idOf(caseName),
      currency: 'EUR',
      owedMinor: instalments.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      feeMinor: 0,
      agreement: null,
      on: TODAY,
      ...fields,
      instalments,
    },
    more,
  )
}

export function changePlan(
  caseName: string,
  fields: Partial<DataOf<'plan.changed'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'plan.changed',
    {
      planId: idOf('plan'),
      actionId: idOf(caseName),
      revision: 1,
      feeMinor: 0,
      instalments: instalmentsOn([TODAY, 30_000]),
      on: TODAY,
      ...fields,
    },
    more,
  )
}

export function renegotiate(
  caseName: string,
  fields: Partial<DataOf<'plan.renegotiated'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'plan.renegotiated',
    {
      planId: idOf('plan'),
      actionId: idOf(caseName),
      revision: 1,
      nextPlanId: idOf('next plan'),
      owedMinor: 20_000,
      feeMinor: 0,
      instalments: instalmentsOn(['2026-12-01', 20_000]),
      agreement: null,
      on: TODAY,
      ...fields,
    },
    more,
  )
}

export const SIGNED = { how: 'name' as const, name: 'Frau Berg', signature: null, on: TODAY }

export function agreeToPlan(caseName: string, revision = 1, more: More = {}): Entry {
  const data = { planId: idOf('plan'), actionId: idOf(caseName), revision, agreement: SIGNED }
  return anEntry('plan.agreed', data, more)
}

export function seePayment(
  caseName: string | null,
  amountMinor: number,
  fields: Partial<DataOf<'payment.seen'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'payment.seen',
    {
      paymentId: idOf(`payment of ${amountMinor}`),
      actionId: caseName && idOf(caseName),
      currency: 'EUR',
      amountMinor,
      on: TODAY,
      means: 'cash',
      instalmentId: null,
      note: null,
      ...fields,
    },
    more,
  )
}

export function promise(
  caseName: string,
  fields: Partial<DataOf<'promise.made'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'promise.made',
    {
      promiseId: idOf('promise'),
      actionId: idOf(caseName),
      currency: 'EUR',
      amountMinor: 10_000,
      promisedOn: '2026-11-25',
      on: TODAY,
      ...fields,
    },
    more,
  )
}

/** What the calendar makes of a day. */
export function dayMakes<K extends 'instalment.late' | 'payment.missed' | 'promise.broken'>(
  kind: K,
  data: DataOf<K>,
): Entry {
  return anEntry(kind, data, { by: RULE, at: Date.parse(`${data.on}T06:00:00Z`) })
}
