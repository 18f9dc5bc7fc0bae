import { ref } from 'vue'

const CLOSES_AFTER_PX = 96

/** Pulling the handle of a bottom sheet down moves the sheet; far enough, and it closes. */
export function useSheetSwipe(close: () => void) {
  const offset = ref(0)
  let startY: number | null = null

  function start(event: PointerEvent) {
    if (!(event.currentTarget instanceof HTMLElement)) return
    startY = event.clientY
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  function move(event: PointerEvent) {
    if (startY !== null) offset.value = Math.max(0, event.clientY - startY)
  }
  function end() {
    if (offset.value > CLOSES_AFTER_PX) close()
    startY = null
    offset.value = 0
  }
  return { offset, handlers: { pointerdown: start, pointermove: move, pointerup: end, pointercancel: end } }
}
