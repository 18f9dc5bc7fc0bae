import { type Ref, readonly, ref } from 'vue'
import * as z from 'zod/mini'
import { ROLES } from '#shared/people/person.ts'
import { problemSchema } from '#shared/protocol/problem.ts'
import { IDENTITY } from './kept.ts'
import type { Keep } from './ports.ts'

/** Who works on this device; remembered, so that the app starts without the server. */
const identitySchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  /** As the replica last said; null before the first page. */
  role: z.nullable(z.enum(ROLES)),
})
export type Identity = z.infer<typeof identitySchema>

/** `deactivated`: the password is right, but the person no longer works here. */
export type SignInResult = 'signedIn' | 'wrong' | 'tooMany' | 'deactivated' | 'unreachable'
export type SignOutResult = 'signedOut' | 'unreachable'

const answerSchema = z.nullable(
  z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) }),
)

export type SessionPorts = {
  /** Somebody has signed in: what was kept for them here opens before any tab hears of it. */
  welcome?: (userId: string) => Promise<void>
  fetch: (url: string, init: RequestInit) => Promise<Response>
  keep: Keep
}

/**
 * Who is signed in. The cookie is the server's; the device only remembers whose it is.
 * `identity` stays after a 401: the app goes on offline and asks to sign in to send.
 */
export type Session = {
  identity: Readonly<Ref<Identity | null>>
  signIn: (email: string, password: string) => Promise<SignInResult>
  /** Ask `useOutbox().waiting` first: unsent work stays on the device and leaves only under its author's next sign-in. */
  signOut: () => Promise<SignOutResult>
  /** Remembers what the replica knows of the person. */
  learn: (person: Pick<Identity, 'name' | 'email' | 'role'>) => void
  /** The person's work here was ended from elsewhere: the device forgets whose it was. */
  forget: () => void
  /** Another tab may have signed somebody in or out. */
  reread: () => void
  /** Asks the server who is signed in; `null`: nobody; `undefined`: it cannot be reached. */
  check: () => Promise<Identity | null | undefined>
}

export function createSession({ fetch, keep, welcome }: SessionPorts): Session {
  const identity = ref(remembered(keep.get(IDENTITY)))

  function remember(next: Identity | null) {
    identity.value = next
    keep.set(IDENTITY, next && JSON.stringify(next))
  }

  async function call(path: string, method: 'GET' | 'POST', body?: object): Promise<Response | undefined> {
    const headers = { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) }
    const answer = fetch(`/api/auth/${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body && { body: JSON.stringify(body) }),
    })
    return answer.catch(() => undefined)
  }

  async function check(): Promise<Identity | null | undefined> {
    const answer = await call('get-session', 'GET')
    if (!answer?.ok) return undefined
    const read = z.safeParse(answerSchema, await answer.json().catch(() => undefined))
    if (!read.success) return undefined
    if (!read.data) return null
    const { id, name, email } = read.data.user
    const role = identity.value?.userId === id ? identity.value.role : null
    return { userId: id, name, email, role }
  }

  return {
    identity: readonly(identity),
    check,
    forget: () => remember(null),
    reread() {
      identity.value = remembered(keep.get(IDENTITY))
    },
    learn({ name, email, role }) {
      const known = identity.value
      // Another tab may have signed them out, or somebody else in, and this one not have heard of it yet.
      if (known && remembered(keep.get(IDENTITY))?.userId === known.userId)
        remember({ userId: known.userId, name, email, role })
    },
    async signIn(email, password) {
      const answer = await call('sign-in/email', 'POST', { email, password })
      if (!answer || answer.status >= 500) return 'unreachable'
      if (answer.status === 429) return 'tooMany'
      if (!answer.ok) return (await codeOf(answer)) === 'forbidden' ? 'deactivated' : 'wrong'
      const who = await check()
      if (!who) return 'unreachable'
      await welcome?.(who.userId)
      remember(who)
      return 'signedIn'
    },
    async signOut() {
      const answer = await call('sign-out', 'POST', {})
      // Signed out at the server or never signed in there: the cookie must be gone before the device forgets its owner.
      if (!answer || answer.status >= 500) return 'unreachable'
      remember(null)
      return 'signedOut'
    },
  }
}

async function codeOf(answer: Response): Promise<string | undefined> {
  const read = z.safeParse(problemSchema, await answer.json().catch(() => undefined))
  return read.data?.code
}

function remembered(text: string | null): Identity | null {
  if (text === null) return null
  try {
    const read = z.safeParse(identitySchema, JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
