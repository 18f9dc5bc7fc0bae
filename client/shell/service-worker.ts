import { registerSW } from 'virtual:pwa-register'
import { FIRST_SCREEN_MS } from './first-screen.ts'
import { type Register, type Updates, followUpdates } from './updates.ts'

/** What a service worker downloads must not compete with the first screen. */
const registerLater: Register = (told) => {
  let activate = () => Promise.resolve()
  setTimeout(() => (activate = registerSW(told)), FIRST_SCREEN_MS)
  return () => activate()
}

/** The updates of this page, as the browser's service worker brings them. */
export function browserUpdates(): Updates {
  const updates = followUpdates(registerLater, () => location.reload())
  // The parts of an older version go when a newer one takes over; without a network a reload would not bring them.
  window.addEventListener('vite:preloadError', () => {
    if (navigator.onLine) updates.missPart()
  })
  return updates
}
