import { documentSettled } from './kinds/document-settled.ts'
import { instalmentLate } from './kinds/instalment-late.ts'
import { itemsImported } from './kinds/items-imported.ts'
import { parkedLapsed } from './kinds/parked-lapsed.ts'
import { paymentBooked } from './kinds/payment-booked.ts'
import { paymentMissed } from './kinds/payment-missed.ts'
import { paymentReversed } from './kinds/payment-reversed.ts'
import { planBroken } from './kinds/plan-broken.ts'
import { promiseBroken } from './kinds/promise-broken.ts'
import { resolverAssigned } from './kinds/resolver-assigned.ts'
import { scenarioStepPrepared } from './kinds/scenario-step-prepared.ts'
import { validationForgotten } from './kinds/validation-forgotten.ts'
import { validationLate } from './kinds/validation-late.ts'

/** What only accounting, the calendar and rules of the server bring to a client file: no device decides it. */
export const KINDS_OF_BOOKS = {
  'items.imported': itemsImported,
  'parked.lapsed': parkedLapsed,
  'validation.late': validationLate,
  'validation.forgotten': validationForgotten,
  'plan.broken': planBroken,
  'instalment.late': instalmentLate,
  'payment.missed': paymentMissed,
  'payment.booked': paymentBooked,
  'payment.reversed': paymentReversed,
  'promise.broken': promiseBroken,
  'document.settled': documentSettled,
  'scenarioStep.prepared': scenarioStepPrepared,
  'resolver.assigned': resolverAssigned,
} as const
