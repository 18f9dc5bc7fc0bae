import type { SessionPorts } from './session.ts'

/** Small things this device remembers for whoever uses it. */
export const browserKeep: SessionPorts['keep'] = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => (value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value)),
}
