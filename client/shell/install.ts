import { computed, onScopeDispose, ref, shallowRef } from 'vue'

type InstallEvent = Event & { prompt: () => Promise<unknown> }
const DISMISSED = 'install-hint-dismissed'

/** Which hint fits this browser: Chromium can ask by itself, on iOS the person has to know where to tap. */
export function useInstall() {
  const event = shallowRef<InstallEvent | null>(null)
  const isDismissed = ref(localStorage.getItem(DISMISSED) !== null)
  const isInstalled = window.matchMedia('(display-mode: standalone)').matches
  const isIos =
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

  const hint = computed<'none' | 'ask' | 'ios'>(() => {
    if (isInstalled || isDismissed.value) return 'none'
    return event.value ? 'ask' : isIos ? 'ios' : 'none'
  })

  function offer(offered: Event) {
    if (!isInstallEvent(offered)) return
    offered.preventDefault()
    event.value = offered
  }
  window.addEventListener('beforeinstallprompt', offer)
  onScopeDispose(() => window.removeEventListener('beforeinstallprompt', offer))

  function dismiss() {
    isDismissed.value = true
    localStorage.setItem(DISMISSED, '1')
  }
  async function install() {
    await event.value?.prompt()
    event.value = null
  }
  return { hint, install, dismiss }
}

function isInstallEvent(event: Event): event is InstallEvent {
  return 'prompt' in event && typeof event.prompt === 'function'
}
