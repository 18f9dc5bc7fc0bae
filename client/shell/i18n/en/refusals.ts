import { writtenFields as written } from '#shared/words/en/written-fields.ts'
import type { Family } from '#shared/words/catalogue.ts'

export const refusals = {
  ...written,
  notAllowed: 'Your role does not let you do this here.',
  notFound: {
    client: 'This client is no longer yours to see, or is not on this device.',
    item: 'The item is no longer in this client’s file.',
    action: 'The action is no longer in this client’s file.',
    contact: 'The contact is no longer there.',
    setting: 'What was chosen no longer exists in the settings.',
    entry: 'The change it refers to cannot be found.',
  },
  closed: 'It has been closed meanwhile.',
  closedBy: '{name} closed it on {time}.',
  notClosed: 'It is not closed.',
  nothingLeft: 'Nothing was left to do it for: {why}.',
  inOtherAction:
    'The item already sits in another open action. | {n} items already sit in another open action.',
  inNamedAction: 'The item already sits in “{name}”. | {n} items already sit in “{name}”.',
  statusUnknown: 'This status no longer exists or is switched off. Choose another one.',
  personUnknown: 'This person no longer works here. Choose somebody else.',
  settingUnknown: 'What was chosen as {field} no longer exists. Choose another one.',
  discarded: 'An administrator left it out, for this reason: {reason}.',
  idTaken: 'It is there already.',
  touchedSince: 'Somebody has changed it since: {fields}.',
  cannotUndo: 'This cannot be taken back. Correct it with a new change.',
  dependsOn: 'The action it belongs to was not opened. Try that again first.',
  declined: 'Whoever is in charge now did not want it.',
  declinedBy: '{name} did not want it.',
  declinedSaying: '{name} did not want it: “{text}”.',
  lapsed: 'Nobody decided about it within 30 days.',
  alreadyDecided: 'Somebody has decided about it already.',
  alreadyDecidedBy: '{name} decided about it already, on {time}.',
  invalid: 'What was entered as {field} does not fit.',
  defect: 'This could not be worked out. It is our mistake; the log has it under {reference}.',
  parked: 'The client has gone to somebody else, who will decide about it.',
  parkedForCase: 'The case was closed meanwhile; its owner will decide about the items.',
  deferred: 'It waits until the app is updated.',
  leftOut: {
    settled: '{n} item is paid or cleared | {n} items are paid or cleared',
    inOtherAction: '{n} item sits in another open action | {n} items sit in another open action',
    notInAction: '{n} item is not in this action | {n} items are not in this action',
    notFound: '{n} item is no longer there | {n} items are no longer there',
    alreadySo: '{n} item was so already | {n} items were so already',
    overBalance:
      'the disputed amount of {n} item is more than its balance | the disputed amount of {n} items is more than their balance',
    notDebit: '{n} item is not owed to us | {n} items are not owed to us',
  },
  noop: {
    alreadySo: 'It is so already; nothing was changed.',
    alreadyPaid: 'It has been paid meanwhile; nothing was left to change.',
    joined: 'The items already sat in an open case; what you did goes on there.',
    joinedTo: 'Joined to “{name}”: the items already sat there. What you did goes on there.',
    superseded: 'Somebody’s later change stands instead.',
  },
  notKept: {
    storageFull: 'This device has no room left, so nothing was saved. Free some space and try again.',
    storageFailed: 'This device could not save it. Try again; if it goes on, reload the app.',
    appOutdated:
      'A newer version of the app is open in another tab. Nothing was saved: reload to update, then try again.',
  },
} as const satisfies Family
