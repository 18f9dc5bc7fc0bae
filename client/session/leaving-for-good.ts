import type { EndedBecause } from '../outbox/database.ts'
import type { Session } from './session.ts'
import type { Ending } from './watch-over.ts'

/** Whose work here was ended from elsewhere leaves nothing in this browser but what is locked until it is handed over. */
export async function forgetPerson(session: Session): Promise<void> {
  session.forget()
  localStorage.clear()
  sessionStorage.clear()
  // The app itself stays; whatever else was cached was somebody's.
  const cached = 'caches' in window ? await caches.keys() : []
  await Promise.all(cached.filter((name) => !name.includes('-precache-')).map((name) => caches.delete(name)))
}

/** The page that says what has happened; in the address, for nothing of the person is kept. */
export function goodbyePath({ because, handed, left }: Ending): string {
  return `/sign-in?${new URLSearchParams({ ended: because, handed: String(handed), left: String(left) }).toString()}`
}

/** What the address of that page says. */
export function endingOf(query: Record<string, unknown>): (Ending & { because: EndedBecause }) | null {
  const { ended, handed, left } = query
  if (ended !== 'deactivated' && ended !== 'signedOut') return null
  return { because: ended, handed: Number(handed) || 0, left: Number(left) || 0 }
}
