import { computed, inject, ref, type App, type InjectionKey, type Ref } from 'vue'
import type { Role } from '#shared/people/person.ts'

/** Who is signed in on this device, as the frame needs to know it. */
export type Who = { id: string; name: string; role: Role }

const whoKey: InjectionKey<Ref<Who | null>> = Symbol('who')

export function provideWho(app: App, who: Ref<Who | null>): void {
  app.provide(whoKey, who)
}

export function useWho() {
  const who = inject(whoKey, () => ref(null), true)
  return computed(() => who.value)
}
