import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

export type Toast = {
  id: number
  text: string
  undo?: () => void
  /** Something needs the reader, rather than “done”. */
  attention: boolean
  durationMs: number
}

const VISIBLE = 2
const DURATION_MS = 8000

/**
 * Short notices at the bottom of the screen, oldest first. A new one takes the place of the oldest, so that the way back
 * from the last tap is always in sight; only what needs the reader waits for its turn.
 */
export const useToasts = defineStore('toasts', () => {
  const queue = ref<Toast[]>([])
  const visible = computed(() => queue.value.slice(0, VISIBLE))
  let lastId = 0

  function show(toast: {
    text: string
    undo?: () => void
    attention?: boolean
    durationMs?: number
  }): number {
    lastId += 1
    const added = { attention: false, durationMs: DURATION_MS, ...toast, id: lastId }
    const gone = queue.value.length >= VISIBLE ? queue.value.find(({ attention }) => !attention) : undefined
    queue.value = [...queue.value.filter((other) => other !== gone), added]
    return lastId
  }

  function dismiss(id: number) {
    queue.value = queue.value.filter((toast) => toast.id !== id)
  }

  function undo(id: number) {
    const toast = queue.value.find((other) => other.id === id)
    dismiss(id)
    toast?.undo?.()
  }

  /** Takes back the newest change that still can be. */
  function undoLatest(): boolean {
    const toast = queue.value.findLast((other) => other.undo)
    if (!toast) return false
    undo(toast.id)
    return true
  }

  return { queue, visible, show, dismiss, undo, undoLatest }
})

/** Says what was done and offers to take it back: `undoable('Moved to 3 December', () => …)`. */
export function useUndoToast() {
  const toasts = useToasts()
  return {
    undoable: (text: string, undo: () => void) => toasts.show({ text, undo }),
    notice: (text: string) => toasts.show({ text }),
    warning: (text: string) => toasts.show({ text, attention: true }),
  }
}
