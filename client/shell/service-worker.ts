import { ref } from 'vue'
import { registerSW } from 'virtual:pwa-register'

/** Registers the service worker and says when a newer version waits. */
export function useServiceWorker() {
  const waiting = ref(false)
  const activate = registerSW({ onNeedRefresh: () => (waiting.value = true) })
  return {
    waiting,
    update: () => void activate(true),
    later: () => (waiting.value = false),
  }
}
