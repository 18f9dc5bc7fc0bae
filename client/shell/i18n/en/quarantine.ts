import type { Family } from '#shared/words/catalogue.ts'

export const quarantine = {
  text: 'What people whose account was switched off, or whose device was signed out, had not sent. Nothing of it counts until you decide.',
  empty: 'Nothing waits for you',
  emptyText:
    'When an account is switched off or a device signed out, what was not sent there comes here for you to decide.',
  offline: 'Deciding needs a network.',
  all: 'Tick all',
  from: '{device}, handed over {time}',
  aDevice: 'A browser',
  made: 'done {time}',
  unreadable: 'A change that this version cannot read. It can only be discarded.',
  adopt: 'Adopt',
  discard: 'Discard',
  more: '{n} more wait after these. | {n} more wait after these.',
  discardTitle: 'Discard {n} action? | Discard {n} actions?',
  discardText:
    'It is kept in the history as discarded, with your reason. | They are kept in the history as discarded, with your reason.',
  reason: 'Reason',
  needsReason: 'Say why, for the history.',
  adopted: '{n} action adopted. | {n} actions adopted.',
  discarded: '{n} action discarded. | {n} actions discarded.',
  notAll: '{n} could not be applied: see below why. | {n} could not be applied: see below why.',
  decided: 'Decided lately',
  decidedAdopted: 'Adopted by {name}, {time}',
  decidedDiscarded: 'Discarded by {name}, {time}: “{reason}”',
  of: '{name} · {what}',
} as const satisfies Family
