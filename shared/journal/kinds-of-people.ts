import { actionChanged } from './kinds/action-changed.ts'
import { actionClosed } from './kinds/action-closed.ts'
import { actionOpened } from './kinds/action-opened.ts'
import { actionReopened } from './kinds/action-reopened.ts'
import { checklistTicked } from './kinds/checklist-ticked.ts'
import { clientAssigned } from './kinds/client-assigned.ts'
import { commentWritten } from './kinds/comment-written.ts'
import { contactSaved } from './kinds/contact-saved.ts'
import { creditNoteChanged } from './kinds/credit-note-changed.ts'
import { creditNoteMatched } from './kinds/credit-note-matched.ts'
import { creditNoteRequested } from './kinds/credit-note-requested.ts'
import { creditNoteWithdrawn } from './kinds/credit-note-withdrawn.ts'
import { decisionRecorded } from './kinds/decision-recorded.ts'
import { documentAdded } from './kinds/document-added.ts'
import { documentChanged } from './kinds/document-changed.ts'
import { documentWithdrawn } from './kinds/document-withdrawn.ts'
import { entryUndone } from './kinds/entry-undone.ts'
import { exchangeRecorded } from './kinds/exchange-recorded.ts'
import { itemsAssociated } from './kinds/items-associated.ts'
import { itemsDisassociated } from './kinds/items-disassociated.ts'
import { itemsRequalified } from './kinds/items-requalified.ts'
import { parkedAccepted } from './kinds/parked-accepted.ts'
import { parkedDeclined } from './kinds/parked-declined.ts'
import { participantAdded } from './kinds/participant-added.ts'
import { participantRemoved } from './kinds/participant-removed.ts'
import { paymentAllocated } from './kinds/payment-allocated.ts'
import { paymentSeen } from './kinds/payment-seen.ts'
import { paymentWithdrawn } from './kinds/payment-withdrawn.ts'
import { planAgreed } from './kinds/plan-agreed.ts'
import { planChanged } from './kinds/plan-changed.ts'
import { planKept } from './kinds/plan-kept.ts'
import { planMade } from './kinds/plan-made.ts'
import { planRenegotiated } from './kinds/plan-renegotiated.ts'
import { planWithdrawn } from './kinds/plan-withdrawn.ts'
import { preferencesSaved } from './kinds/preferences-saved.ts'
import { promiseKept } from './kinds/promise-kept.ts'
import { promiseMade } from './kinds/promise-made.ts'
import { promiseWithdrawn } from './kinds/promise-withdrawn.ts'
import { scenarioAssigned } from './kinds/scenario-assigned.ts'
import { scenarioStepDone } from './kinds/scenario-step-done.ts'
import { stageMoved } from './kinds/stage-moved.ts'
import { suggestionDeclined } from './kinds/suggestion-declined.ts'
import { validationAnswered } from './kinds/validation-answered.ts'
import { validationAsked } from './kinds/validation-asked.ts'
import { validationExplained } from './kinds/validation-explained.ts'
import { validationWithdrawn } from './kinds/validation-withdrawn.ts'

/** What people do with a client file, and what follows from it by rule: all that a device decides by itself. */
export const KINDS_OF_PEOPLE = {
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
  'parked.accepted': parkedAccepted,
  'parked.declined': parkedDeclined,
  'validation.asked': validationAsked,
  'validation.answered': validationAnswered,
  'validation.explained': validationExplained,
  'validation.withdrawn': validationWithdrawn,
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
  'payment.seen': paymentSeen,
  'payment.allocated': paymentAllocated,
  'payment.withdrawn': paymentWithdrawn,
  'promise.made': promiseMade,
  'promise.withdrawn': promiseWithdrawn,
  'promise.kept': promiseKept,
  'document.added': documentAdded,
  'document.changed': documentChanged,
  'document.withdrawn': documentWithdrawn,
  'scenario.assigned': scenarioAssigned,
  'suggestion.declined': suggestionDeclined,
  'checklist.ticked': checklistTicked,
} as const

/** What is one's own. */
export const KINDS_OF_ONESELF = { 'preferences.saved': preferencesSaved } as const
