import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { findAction } from '../../clients/client-file.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

export const EXCHANGE_KINDS = ['call', 'visit', 'meeting'] as const
export const EXCHANGE_OUTCOMES = [
  'reached',
  'notReached',
  'message',
  'promised',
  'refused',
  'agreed',
] as const

/** A call, visit or meeting that took place, and how it ended. */
export const exchangeRecorded = entryKind({
  name: 'exchange.recorded',
  v: 1,
  subject: 'client',
  additive: true,
  data: z.strictObject({
    actionId: z.nullable(idSchema),
    exchange: z.enum(EXCHANGE_KINDS),
    outcome: z.enum(EXCHANGE_OUTCOMES),
    contactId: z.nullable(idSchema),
    text: z.nullable(textSchema),
  }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId }) => ({ actionIds: actionId ? [actionId] : [] }),

  decide(entry, { file }) {
    const { actionId, exchange, outcome, contactId, text } = entry.data
    if (actionId && !findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    const contact = file.contacts.find(({ id }) => id === contactId)
    return new FileDraft(file).applied({
      actionId,
      text,
      details: { exchange, outcome, with: contact?.name ?? null },
    })
  },
})
