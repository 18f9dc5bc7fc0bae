import type { Family } from '../catalogue.ts'

export const followUps = {
  title: 'Case',
  kind: {
    dispute: 'Dispute',
    instalmentPlan: 'Instalment plan',
    litigation: 'Litigation',
    validation: 'Validation',
    creditNoteRequest: 'Credit note request',
    publicReceivable: 'Public receivable',
    other: 'Other follow-up',
  },
  type: {
    followUp: 'Follow-up',
    call: 'Call',
    email: 'E-mail',
    letter: 'Letter',
    task: 'Task',
    promiseCheck: 'Promise check',
  },
  exchange: {
    kind: {
      call: 'Call',
      visit: 'Visit',
      meeting: 'Meeting',
    },
    ended: {
      reached: 'Reached',
      notReached: 'Not reached',
      message: 'Left a message',
      promised: 'Promised to pay',
      refused: 'Refused',
      agreed: 'Agreed',
    },
  },
} as const satisfies Family
