import type { Keep } from './ports.ts'

/** Under which the device remembers who works on it. */
export const IDENTITY = 'suivi.identity'

/** Small things this device remembers for whoever uses it; without room for them it does without. */
export const browserKeep: Keep = {
  get: (key) => localStorage.getItem(key),
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, value)
    } catch {
      // A full storage, or one the browser closed to this site.
    }
  },
}
