import type { ClientFile } from '../clients/client-file.ts'
import type { Role } from '../people/person.ts'
import { withRealCases } from './aliases.ts'
import { asksFor } from './dependents.ts'
import type { Entry } from './entry.ts'
import type { Touched } from './entry-kind.ts'
import { type KindName, ALL_KINDS, findKind } from './kinds.ts'
import { type Holding, type May, reaches } from './permissions.ts'

/** Who may make which entry: total over kinds and roles, read from the kinds. */
export const PERMISSIONS: Record<KindName, May> = {
  'items.requalified': ALL_KINDS['items.requalified'].may,
  'action.opened': ALL_KINDS['action.opened'].may,
  'action.changed': ALL_KINDS['action.changed'].may,
  'action.closed': ALL_KINDS['action.closed'].may,
  'action.reopened': ALL_KINDS['action.reopened'].may,
  'items.associated': ALL_KINDS['items.associated'].may,
  'items.disassociated': ALL_KINDS['items.disassociated'].may,
  'comment.written': ALL_KINDS['comment.written'].may,
  'exchange.recorded': ALL_KINDS['exchange.recorded'].may,
  'contact.saved': ALL_KINDS['contact.saved'].may,
  'client.assigned': ALL_KINDS['client.assigned'].may,
  'scenarioStep.done': ALL_KINDS['scenarioStep.done'].may,
  'entry.undone': ALL_KINDS['entry.undone'].may,
  'items.imported': ALL_KINDS['items.imported'].may,
  'parked.accepted': ALL_KINDS['parked.accepted'].may,
  'parked.declined': ALL_KINDS['parked.declined'].may,
  'parked.lapsed': ALL_KINDS['parked.lapsed'].may,
  'validation.asked': ALL_KINDS['validation.asked'].may,
  'validation.answered': ALL_KINDS['validation.answered'].may,
  'validation.explained': ALL_KINDS['validation.explained'].may,
  'validation.withdrawn': ALL_KINDS['validation.withdrawn'].may,
  'validation.late': ALL_KINDS['validation.late'].may,
  'validation.forgotten': ALL_KINDS['validation.forgotten'].may,
  'creditNote.requested': ALL_KINDS['creditNote.requested'].may,
  'creditNote.changed': ALL_KINDS['creditNote.changed'].may,
  'creditNote.withdrawn': ALL_KINDS['creditNote.withdrawn'].may,
  'creditNote.matched': ALL_KINDS['creditNote.matched'].may,
  'stage.moved': ALL_KINDS['stage.moved'].may,
  'participant.added': ALL_KINDS['participant.added'].may,
  'participant.removed': ALL_KINDS['participant.removed'].may,
  'decision.recorded': ALL_KINDS['decision.recorded'].may,
  'plan.made': ALL_KINDS['plan.made'].may,
  'plan.changed': ALL_KINDS['plan.changed'].may,
  'plan.agreed': ALL_KINDS['plan.agreed'].may,
  'plan.renegotiated': ALL_KINDS['plan.renegotiated'].may,
  'plan.withdrawn': ALL_KINDS['plan.withdrawn'].may,
  'plan.kept': ALL_KINDS['plan.kept'].may,
  'plan.broken': ALL_KINDS['plan.broken'].may,
  'instalment.late': ALL_KINDS['instalment.late'].may,
  'payment.seen': ALL_KINDS['payment.seen'].may,
  'payment.allocated': ALL_KINDS['payment.allocated'].may,
  'payment.withdrawn': ALL_KINDS['payment.withdrawn'].may,
  'payment.missed': ALL_KINDS['payment.missed'].may,
  'payment.booked': ALL_KINDS['payment.booked'].may,
  'payment.reversed': ALL_KINDS['payment.reversed'].may,
  'promise.made': ALL_KINDS['promise.made'].may,
  'promise.withdrawn': ALL_KINDS['promise.withdrawn'].may,
  'promise.kept': ALL_KINDS['promise.kept'].may,
  'promise.broken': ALL_KINDS['promise.broken'].may,
  'document.added': ALL_KINDS['document.added'].may,
  'document.changed': ALL_KINDS['document.changed'].may,
  'document.withdrawn': ALL_KINDS['document.withdrawn'].may,
  'document.settled': ALL_KINDS['document.settled'].may,
  'setting.saved': ALL_KINDS['setting.saved'].may,
  'person.deactivated': ALL_KINDS['person.deactivated'].may,
  'person.reactivated': ALL_KINDS['person.reactivated'].may,
  'person.placed': ALL_KINDS['person.placed'].may,
  'entry.discarded': ALL_KINDS['entry.discarded'].may,
  'preferences.saved': ALL_KINDS['preferences.saved'].may,
}

/**
 * Whether a role, holding what it holds, may make an entry of this kind on a file. Screens ask it to show a button. What
 * is one's own (preferences) is on no file.
 */
export function mayMake(
  kind: KindName,
  role: Role,
  holding: Holding,
  touched: Touched,
  file: ClientFile,
): boolean {
  const reach = PERMISSIONS[kind][role]
  return reach === 'self' || reaches(reach, holding, touched, file)
}

/** The same question for an entry at hand; its data must be readable. */
export function mayDecide(entry: Entry, role: Role, holding: Holding, file: ClientFile): boolean {
  return isCovered(entry, role, holding, file) && isCovered(asksFor(entry, file), role, holding, file)
}

function isCovered(entry: Entry, role: Role, holding: Holding, file: ClientFile): boolean {
  const kind = findKind(entry.kind)
  const read = kind?.read(withRealCases(entry, file))
  return !!kind && !!read && 'touched' in read && reaches(kind.may[role], holding, read.touched, file)
}
