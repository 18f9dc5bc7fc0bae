import { ref } from 'vue'

const KEPT = 5

/** The last searches of this visit; they never leave the device, nor outlive the tab. */
const recent = ref<string[]>([])

export function useRecent() {
  return {
    recent,
    remember(words: string) {
      if (words === '') return
      recent.value = [words, ...recent.value.filter((other) => other !== words)].slice(0, KEPT)
    },
    forget: () => (recent.value = []),
  }
}
