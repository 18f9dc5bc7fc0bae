import type { Family } from '#shared/words/catalogue.ts'

export const items = {
  noStatus: 'No status',
  disputedPart: '{amount} disputed',
  inCase: 'in “{name}”',
  issuedOn: 'issued {day}',
  closedOn: 'closed {day}',
  dueOn: 'due {day}',
  dueToday: 'due today',
  disputed: 'Disputed',
  reason: 'Reason',
  case: 'Case',
  amount: 'Original amount',
  issued: 'Issued',
  due: 'Due',
  entity: 'Entity',
  sourceStatus: 'Status in the books',
  statusHistory: 'Status history',
  noStatusYet: 'It never had a status.',
  historyNotHere: 'The history of this status is not on this device.',
  newAction: 'New action',
  changeStatus: 'Change status',
} as const satisfies Family
