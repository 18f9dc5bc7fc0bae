import { type App, type InjectionKey, inject } from 'vue'
import { must } from '#shared/base/must.ts'
import type { Session } from './session.ts'

const sessionKey: InjectionKey<Session> = Symbol('session')

export function provideSession(app: App, session: Session): void {
  app.provide(sessionKey, session)
}

/** Who is signed in, and signing in and out. */
export function useSession(): Session {
  return must(inject(sessionKey), 'the session')
}
