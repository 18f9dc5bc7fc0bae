import type { Mutant } from './mutant.ts'

type Leaning = NonNullable<Mutant['leaning']>

/** Devices mostly know the latest: what happens next happens to what they hold. */
const PROMPT = {
  look: 4,
  deliverRequest: 8,
  deliverAnswer: 8,
  connectStream: 6,
  hint: 6,
  minutesPass: 0,
  openTab: 0,
  'setting.saved': 0,
}

/** Pushes that come twice, and answers that do not. */
export const REPEATS: Leaning = {
  isCalm: true,
  faults: ['requestDoubled', 'answerLost'],
  devices: 2,
  steps: 50,
  people: ['ana', 'mara'],
  often: { look: 4, tap: 2, double: 6, loseAnswer: 6, minutesPass: 0, openTab: 0 },
}

/** A case somebody else resolves, whose items come and go. */
export const SHARED_CASES: Leaning = {
  isCalm: true,
  devices: 2,
  steps: 60,
  people: ['ana', 'rui'],
  often: {
    ...PROMPT,
    tap: 2,
    books: 0.2,
    'action.opened': 4,
    'items.associated': 8,
    'items.disassociated': 4,
    'action.changed': 0.3,
  },
}

/** Cases whose items come and go, and which those who take part in them hold from the start. */
export const JOINED_CASES: Leaning = {
  isCalm: true,
  devices: 3,
  steps: 60,
  people: ['ana', 'rui', 'dora'],
  after: { kinds: ['participant.removed', 'items.associated', 'items.disassociated'], faults: [] },
}

/** Who holds a case for more than one reason, and loses one of them. */
export const TWO_REASONS: Leaning = {
  isCalm: true,
  devices: 2,
  steps: 60,
  people: ['ana', 'rui'],
  after: { kinds: ['participant.removed', 'participant.added', 'action.changed'], faults: [] },
}

/** Entries about files that have left their author's hands: they wait there for an answer, and get it. */
export const WAITING: Leaning = {
  isCalm: true,
  faults: ['offline'],
  devices: 2,
  steps: 110,
  people: ['ana', 'mara'],
  often: {
    ...PROMPT,
    goOffline: 3,
    goOnline: 2,
    tap: 2.5,
    tapForMany: 0,
    undo: 0.3,
    books: 0.2,
    'client.assigned': 3,
    'items.requalified': 3,
    'action.changed': 2,
    'parked.accepted': 25,
    'parked.declined': 15,
    'preferences.saved': 0,
  },
}

/** A database that goes back to a backup under devices that had seen more of it. */
export const RESTORES: Leaning = {
  isCalm: true,
  faults: ['restored'],
  devices: 2,
  steps: 60,
  people: ['mara', 'ana'],
  often: { ...PROMPT, backUp: 6, restore: 5, books: 2, timer: 2 },
}
