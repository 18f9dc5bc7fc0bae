import type { EntryKind } from './entry-kind.ts'
import { actionChanged } from './kinds/action-changed.ts'
import { actionClosed } from './kinds/action-closed.ts'
import { actionOpened } from './kinds/action-opened.ts'
import { actionReopened } from './kinds/action-reopened.ts'
import { clientAssigned } from './kinds/client-assigned.ts'
import { checklistTicked } from './kinds/checklist-ticked.ts'
import { commentWritten } from './kinds/comment-written.ts'
import { contactSaved } from './kinds/contact-saved.ts'
import { creditNoteChanged } from './kinds/credit-note-changed.ts'
import { creditNoteMatched } from './kinds/credit-note-matched.ts'
import { creditNoteRequested } from './kinds/credit-note-requested.ts'
import { creditNoteWithdrawn } from './kinds/credit-note-withdrawn.ts'
import { decisionRecorded } from './kinds/decision-recorded.ts'
import { documentAdded } from './kinds/document-added.ts'
import { documentChanged } from './kinds/document-changed.ts'
import { documentSettled } from './kinds/document-settled.ts'
import { documentWithdrawn } from './kinds/document-withdrawn.ts'
import { entryDiscarded } from './kinds/entry-discarded.ts'
import { entryUndone } from './kinds/entry-undone.ts'
import { exchangeRecorded } from './kinds/exchange-recorded.ts'
import { instalmentLate } from './kinds/instalment-late.ts'
import { itemsAssociated } from './kinds/items-associated.ts'
import { itemsDisassociated } from './kinds/items-disassociated.ts'
import { itemsImported } from './kinds/items-imported.ts'
import { itemsRequalified } from './kinds/items-requalified.ts'
import { parkedAccepted } from './kinds/parked-accepted.ts'
import { parkedDeclined } from './kinds/parked-declined.ts'
import { parkedLapsed } from './kinds/parked-lapsed.ts'
import { participantAdded } from './kinds/participant-added.ts'
import { participantRemoved } from './kinds/participant-removed.ts'
import { paymentAllocated } from './kinds/payment-allocated.ts'
import { paymentBooked } from './kinds/payment-booked.ts'
import { paymentMissed } from './kinds/payment-missed.ts'
import { paymentReversed } from './kinds/payment-reversed.ts'
import { paymentSeen } from './kinds/payment-seen.ts'
import { paymentWithdrawn } from './kinds/payment-withdrawn.ts'
import { personAbsent } from './kinds/person-absent.ts'
import { personChanged } from './kinds/person-changed.ts'
import { personCriteriaSaved } from './kinds/person-criteria-saved.ts'
import { personDeactivated } from './kinds/person-deactivated.ts'
import { personPlaced } from './kinds/person-placed.ts'
import { personReactivated } from './kinds/person-reactivated.ts'
import { planAgreed } from './kinds/plan-agreed.ts'
import { planBroken } from './kinds/plan-broken.ts'
import { planChanged } from './kinds/plan-changed.ts'
import { planKept } from './kinds/plan-kept.ts'
import { planMade } from './kinds/plan-made.ts'
import { planRenegotiated } from './kinds/plan-renegotiated.ts'
import { planWithdrawn } from './kinds/plan-withdrawn.ts'
import { preferencesSaved } from './kinds/preferences-saved.ts'
import { promiseBroken } from './kinds/promise-broken.ts'
import { promiseKept } from './kinds/promise-kept.ts'
import { promiseMade } from './kinds/promise-made.ts'
import { promiseWithdrawn } from './kinds/promise-withdrawn.ts'
import { resolverAssigned } from './kinds/resolver-assigned.ts'
import { scenarioAssigned } from './kinds/scenario-assigned.ts'
import { scenarioStepPrepared } from './kinds/scenario-step-prepared.ts'
import { scenarioStepDone } from './kinds/scenario-step-done.ts'
import { settingSaved } from './kinds/setting-saved.ts'
import { stageMoved } from './kinds/stage-moved.ts'
import { suggestionDeclined } from './kinds/suggestion-declined.ts'
import { validationAnswered } from './kinds/validation-answered.ts'
import { validationAsked } from './kinds/validation-asked.ts'
import { validationExplained } from './kinds/validation-explained.ts'
import { validationForgotten } from './kinds/validation-forgotten.ts'
import { validationLate } from './kinds/validation-late.ts'
import { validationWithdrawn } from './kinds/validation-withdrawn.ts'

/** Every kind of entry there is, on a client file. A new kind is a file in `kinds/` and a line here. */
const CLIENT_KINDS = {
  'items.requalified': itemsRequalified,
  'action.opened': actionOpened,
  'action.changed': actionChanged,
  'action.closed': actionClosed,
  'action.reopened': actionReopened,
  'items.associated': itemsAssociated,
  'items.disassociated': itemsDisassociated,
  'comment.written': commentWritten,
  'exchange.recorded': exchangeRecorded,
  'contact.saved': contactSaved,
  'client.assigned': clientAssigned,
  'scenarioStep.done': scenarioStepDone,
  'entry.undone': entryUndone,
  'items.imported': itemsImported,
  'parked.accepted': parkedAccepted,
  'parked.declined': parkedDeclined,
  'parked.lapsed': parkedLapsed,
  'validation.asked': validationAsked,
  'validation.answered': validationAnswered,
  'validation.explained': validationExplained,
  'validation.withdrawn': validationWithdrawn,
  'validation.late': validationLate,
  'validation.forgotten': validationForgotten,
  'creditNote.requested': creditNoteRequested,
  'creditNote.changed': creditNoteChanged,
  'creditNote.withdrawn': creditNoteWithdrawn,
  'creditNote.matched': creditNoteMatched,
  'stage.moved': stageMoved,
  'participant.added': participantAdded,
  'participant.removed': participantRemoved,
  'decision.recorded': decisionRecorded,
  'plan.made': planMade,
  'plan.changed': planChanged,
  'plan.agreed': planAgreed,
  'plan.renegotiated': planRenegotiated,
  'plan.withdrawn': planWithdrawn,
  'plan.kept': planKept,
  'plan.broken': planBroken,
  'instalment.late': instalmentLate,
  'payment.seen': paymentSeen,
  'payment.allocated': paymentAllocated,
  'payment.withdrawn': paymentWithdrawn,
  'payment.missed': paymentMissed,
  'payment.booked': paymentBooked,
  'payment.reversed': paymentReversed,
  'promise.made': promiseMade,
  'promise.withdrawn': promiseWithdrawn,
  'promise.kept': promiseKept,
  'promise.broken': promiseBroken,
  'document.added': documentAdded,
  'document.changed': documentChanged,
  'document.withdrawn': documentWithdrawn,
  'document.settled': documentSettled,
  'scenario.assigned': scenarioAssigned,
  'scenarioStep.prepared': scenarioStepPrepared,
  'suggestion.declined': suggestionDeclined,
  'checklist.ticked': checklistTicked,
  'resolver.assigned': resolverAssigned,
} as const

const COMPANY_KINDS = {
  'setting.saved': settingSaved,
  'person.deactivated': personDeactivated,
  'person.reactivated': personReactivated,
  'person.placed': personPlaced,
  'person.changed': personChanged,
  'person.criteriaSaved': personCriteriaSaved,
  'person.absent': personAbsent,
  'entry.discarded': entryDiscarded,
} as const

const PERSON_KINDS = { 'preferences.saved': preferencesSaved } as const

export const ALL_KINDS = { ...CLIENT_KINDS, ...COMPANY_KINDS, ...PERSON_KINDS } as const

export type ClientKindName = keyof typeof CLIENT_KINDS
export type KindName = keyof typeof ALL_KINDS

export type AnyKind = EntryKind<'client'> | EntryKind<'company'> | EntryKind<'person'>

const byName: ReadonlyMap<string, AnyKind> = new Map(Object.entries(ALL_KINDS))
const clientKinds: ReadonlyMap<string, EntryKind<'client'>> = new Map(Object.entries(CLIENT_KINDS))
const companyKinds: ReadonlyMap<string, EntryKind<'company'>> = new Map(Object.entries(COMPANY_KINDS))
const personKinds: ReadonlyMap<string, EntryKind<'person'>> = new Map(Object.entries(PERSON_KINDS))

export function findKind(name: string): AnyKind | undefined {
  return byName.get(name)
}

export function findClientKind(name: string): EntryKind<'client'> | undefined {
  return clientKinds.get(name)
}

export function findCompanyKind(name: string): EntryKind<'company'> | undefined {
  return companyKinds.get(name)
}

export function findPersonKind(name: string): EntryKind<'person'> | undefined {
  return personKinds.get(name)
}
