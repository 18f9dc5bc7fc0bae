import type { Family } from '#shared/words/catalogue.ts'

export const parked = {
  title: 'For you to decide',
  because: {
    moved: '{name} wanted this on {time}, before it was handed over.',
    late: '{name} added this on {time}, before it was handed over; it arrived a month later.',
    closed: '{name} put the items in on {time}, before the case was closed.',
    changed: '{name} wanted another plan on {time}, without having seen the one there is.',
  },
  lapses: 'Comes to nothing:',
  accept: 'Accept',
  decline: 'Decline',
  reopenWith: 'Reopen with them',
  leaveOut: 'Leave them out',
  accepted: 'Accepted; its author is told',
  declined: 'Declined; its author is told',
  declining: {
    title: 'Decline',
    why: 'A word for {name}, if you like',
    submit: 'Decline',
  },
} as const satisfies Family
