import { type App, type InjectionKey, type Ref, computed, inject, readonly, ref } from 'vue'

/**
 * Newer versions of the app. `ready`: one waits. `required`: the server no longer answers this one.
 * `reload`: another tab has changed over, and what this one has not loaded yet may be gone.
 */
export type Updates = {
  state: Readonly<Ref<'none' | 'ready' | 'required' | 'reload'>>
  /** Changes over and reloads; asks for a newer version first where none waits. */
  update: () => Promise<void>
  later: () => void
  /** Whether the server no longer answers this version. */
  require: (isRequired: boolean) => void
  /** A part of the app could not be loaded. */
  missPart: () => void
}

type Registration = { waiting: unknown; installing: unknown; update: () => Promise<unknown> }
/** `onNeedReload`: a newer version has taken this page over. */
export type Register = (told: {
  onRegisteredSW: (url: string, registration: Registration | undefined) => void
  onNeedRefresh: () => void
  onNeedReload: () => void
}) => () => Promise<void>

/** Registers the service worker and follows it; this page reloads only when its own person says so. */
export function followUpdates(register: Register, reload: () => void): Updates {
  const isReady = ref(false)
  const isRequired = ref(false)
  const isReloadDue = ref(false)
  let hasAsked = false
  let registered: Registration | undefined

  const activate = register({
    onRegisteredSW: (_url, registration) => (registered = registration),
    onNeedRefresh() {
      isReady.value = true
      if (hasAsked) void activate()
    },
    onNeedReload() {
      if (hasAsked) reload()
      else isReloadDue.value = true
    },
  })

  async function look() {
    // Without a network there is nothing to find, and it is asked again with the next tap.
    await registered?.update().catch(() => undefined)
  }

  return {
    state: computed(() => {
      if (isReloadDue.value) return 'reload'
      if (isRequired.value) return 'required'
      return isReady.value ? 'ready' : 'none'
    }),
    async update() {
      hasAsked = true
      if (isReloadDue.value) return reload()
      if (!registered?.waiting) await look()
      if (registered?.waiting) await activate()
      // What is being installed is changed over to as soon as it is.
      else if (!registered?.installing) reload()
    },
    later() {
      isReady.value = false
      isReloadDue.value = false
    },
    require(next) {
      if (next && !isRequired.value) void look()
      isRequired.value = next
    },
    missPart: () => (isReloadDue.value = true),
  }
}

const updatesKey: InjectionKey<Updates> = Symbol('updates')

export function provideUpdates(app: App, updates: Updates): void {
  app.provide(updatesKey, updates)
}

export function useUpdates(): Updates {
  return inject(updatesKey, NEVER)
}

const NEVER: Updates = {
  state: readonly(ref('none')),
  update: async () => undefined,
  later: () => undefined,
  require: () => undefined,
  missPart: () => undefined,
}
