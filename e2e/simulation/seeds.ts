import { WAITING } from './mutants/leanings.ts'
import type { RunOptions } from './run.ts'
import type { Fault } from './world/faults.ts'

const RESTORED = { faults: ['restored'], often: { backUp: 3, restore: 4 } } as const

/** Faults that later seeds have: those of before run without them, as they failed. */
const LACKS: readonly Fault[] = ['switchedOff', 'leaseOver', 'deployed']

const OF_BEFORE: (RunOptions & { found: string })[] = [
  {
    seed: 2,
    devices: 3,
    steps: 80,
    found: 'what was removed from a replica was read again as files without a client',
  },
  {
    seed: 51,
    devices: 4,
    steps: 80,
    found:
      'a first page that broke off left a file behind that was no longer its reader’s when it came again',
  },
  {
    seed: 1011,
    devices: 4,
    steps: 80,
    found: 'the undo of something of one’s own was deferred until an update that never comes',
  },
  {
    seed: 1032,
    devices: 4,
    steps: 80,
    found: 'a client given to somebody went from the screen when that person was switched off after it',
  },
  {
    seed: 20015,
    devices: 3,
    steps: 120,
    found: 'what was changed before somebody else closed the action went from the screen and came back',
  },
  {
    ...RESTORED,
    seed: 559,
    devices: 4,
    steps: 80,
    found: 'what a restored server had lost waited to be sent again until somebody tapped',
  },
  {
    seed: 3040,
    devices: 4,
    steps: 80,
    found: 'a tab killed between a file and its history hid what its person had done',
  },
  {
    seed: 3219,
    devices: 4,
    steps: 80,
    found: 'after an entry was taken back, the answer to another was not read',
  },
  {
    seed: 210,
    devices: 3,
    steps: 120,
    faults: ['daysPass', 'offline'],
    often: { goOffline: 3, daysPass: 4, 'client.assigned': 8 },
    people: ['ana', 'ben', 'mara'],
    found: 'an answer of two weeks ago was let go of before its page had come, and with it what rested on it',
  },
  {
    ...RESTORED,
    seed: 22,
    devices: 3,
    steps: 80,
    found: 'what was answered last and lost by a restore was not sent again once the replica was gone, too',
  },
  {
    ...WAITING,
    devices: 2,
    steps: 130,
    seed: 18,
    faults: ['offline', 'tabKilled'],
    often: { ...WAITING.often, killTab: 10, openTab: 10 },
    found: 'an undo that had waited did nothing when it was accepted, for nobody had read what it undoes',
  },
  {
    seed: 20,
    devices: 2,
    steps: 150,
    isCalm: true,
    faults: ['storageFull', 'offline'],
    often: { look: 4, storageFull: 5, goOffline: 3 },
    people: ['ana', 'mara'],
    found: 'of two changes in one moment the earlier stood, as their ids happened to fall',
  },
]

/** From before a company had rules at work. */
const WITHOUT_RULES: (RunOptions & { found: string })[] = [
  ...OF_BEFORE.map((failed) => ({ ...failed, lacks: LACKS, isUnfocused: true })),
  {
    seed: 582,
    isAimless: true,
    devices: 4,
    steps: 80,
    found:
      'what an administrator adopted and an older build could not read was decided as its author’s own later',
  },
  {
    seed: 34,
    isAimless: true,
    devices: 4,
    steps: 80,
    found:
      'what was said of a case whose opening had waited and lapsed was refused by the naive server, which had forgotten that opening',
  },
  {
    seed: 44,
    isAimless: true,
    devices: 4,
    steps: 80,
    found: 'a page that was half written was taken for a leak where two answers were given in one step',
  },
  {
    seed: 110,
    devices: 3,
    steps: 80,
    isCalm: true,
    faults: ['switchedOff', 'leaseOver', 'offline'],
    often: { goOffline: 5, weeksAway: 8, switchOff: 4, unlock: 0.1, goOnline: 0.3 },
    people: ['ana', 'mara', 'ben'],
    found: 'a device whose days were over closed while its work was still being handed over',
  },
  {
    seed: 89,
    isEven: true,
    devices: 4,
    steps: 80,
    found: 'an app that closed while the server was told its key said that it could not keep that',
  },
  {
    seed: 115,
    isEven: true,
    devices: 4,
    steps: 80,
    found: 'of a case its author may not see the naive server forgot what else there was in the answer',
  },
  {
    seed: 7069,
    isEven: true,
    devices: 4,
    steps: 80,
    found:
      'a database that went back to before a page, though not to before the cursor it led to, left a ghost',
  },
  {
    seed: 7141,
    isEven: true,
    devices: 4,
    steps: 80,
    found:
      'a case that opened again lacked what was told of it before the horizon; what waited for an update was laid over what was tapped after it',
  },
  {
    seed: 7181,
    isEven: true,
    devices: 4,
    steps: 80,
    found: 'which payments were there before a plan was kept in the order in which the file was read',
  },
  {
    seed: 7209,
    isEven: true,
    devices: 4,
    steps: 80,
    found: 'an open item of a to-do that had passed the horizon was none of its case to the plain SQL',
  },
  {
    seed: 8036,
    isEven: true,
    devices: 4,
    steps: 80,
    found: 'the naive server asked who held what at a version that was not there yet',
  },
  {
    seed: 9031,
    devices: 4,
    steps: 80,
    found:
      'who held only a case could not take back what was done to a document of it: its history told no changes',
  },
  {
    seed: 9010,
    devices: 4,
    steps: 80,
    found:
      'several changes of a document that waited for an update were laid at one moment, in the order of their ids, and one went and came back',
  },
  {
    seed: 9057,
    devices: 4,
    steps: 80,
    found:
      'what a restored server had deferred and then decided, before the device fetched anything of it, waited for ever; a copy of a phone shared parts of its replica with it, in the simulation',
  },
  {
    seed: 21,
    devices: 2,
    steps: 120,
    isCalm: true,
    faults: ['daysPass', 'offline', 'answerLost', 'requestLost'],
    often: {
      daysPass: 10,
      goOffline: 3,
      loseRequest: 8,
      look: 4,
      'action.closed': 8,
      'action.reopened': 16,
      'comment.written': 2,
    },
    people: ['ana', 'ana'],
    found: 'the horizon took what an unanswered edit rested on: it went, and came back when it was answered',
  },
  {
    seed: 12094,
    devices: 4,
    steps: 80,
    found:
      'what was being handed over into quarantine could still be taken out on the device, as if it had not left',
  },
  {
    seed: 12079,
    devices: 4,
    steps: 80,
    found:
      'a refused entry that its author had put away by trying again was taken for lost when the database went back',
  },
  {
    seed: 17041,
    devices: 4,
    steps: 80,
    found:
      'a wish of a newer build, accepted at an older server, was refused or came to nothing, instead of waiting for the update',
  },
  {
    seed: 17074,
    devices: 4,
    steps: 80,
    found:
      'an undo of something that is in no file waited for the update at the naive server, and is refused at any',
  },
]

/** Seeds that failed once, with what they found; each is run again for ever. */
export const FAILED_ONCE: (RunOptions & { found: string })[] = [
  ...WITHOUT_RULES.map((failed) => ({ ...failed, isRuleless: true })),
]
