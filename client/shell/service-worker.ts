import { registerSW } from 'virtual:pwa-register'
import { type Updates, followUpdates } from './updates.ts'

/** The updates of this page, as the browser's service worker brings them. */
export function browserUpdates(): Updates {
  const updates = followUpdates(registerSW, () => location.reload())
  // The parts of an older version go when a newer one takes over; without a network a reload would not bring them.
  window.addEventListener('vite:preloadError', () => {
    if (navigator.onLine) updates.missPart()
  })
  return updates
}
