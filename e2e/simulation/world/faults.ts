/** What may go wrong, by name. A run takes a random part of them, so that rare pairs meet often. */
export const FAULTS = [
  'requestLost',
  'requestDoubled',
  'answerLost',
  'reordered',
  'offline',
  'tabKilled',
  'killedAroundWrite',
  'storageFull',
  'storageLost',
  'daysPass',
  'clockWrong',
  'leaderFrozen',
  'serverKilledBeforeCommit',
  'serverKilledAfterCommit',
  'serverKilledBeforeAnswer',
  'sessionExpired',
  'pokesSilent',
  'restored',
  'cloned',
] as const
export type Fault = (typeof FAULTS)[number]
