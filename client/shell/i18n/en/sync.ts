import type { Family } from '#shared/words/catalogue.ts'

export const sync = {
  live: 'Up to date',
  syncing: 'Catching up',
  offline: 'Offline',
  stopped: 'Not syncing',
  storage: {
    full: 'No room left on the device',
    failing: 'The device’s storage does not answer',
    outdated: 'Reload to update',
  },
  clock: {
    slow: 'Clock {time} slow',
    fast: 'Clock {time} fast',
    minutes: '{n} min | {n} min',
    hours: '{n} h | {n} h',
    days: '{n} day | {n} days',
  },
  asOf: 'as of {time}',
  never: 'no data yet',
  pending: '{n} to send | {n} to send',
  needsYou: '{n} needs you | {n} need you',
  strip: 'Sync',
  open: 'Open the sync centre',
} as const satisfies Family
