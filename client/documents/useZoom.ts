import { type Ref, computed, ref } from 'vue'

const LARGEST = 6
const SWIPE_PX = 60

/**
 * Pinch, wheel, double tap and drag on a picture; a swipe on one that is not zoomed turns the page. The buttons beside it
 * do the same for who cannot.
 */
export function useZoom(frame: Readonly<Ref<HTMLElement | null>>, onSwipe: (by: 1 | -1) => void) {
  const scale = ref(1)
  const offset = ref({ x: 0, y: 0 })
  const pointers = new Map<number, { x: number; y: number }>()
  let start: { x: number; y: number } | null = null
  let lastTapMs = 0

  const isZoomed = computed(() => scale.value > 1)
  const style = computed(() => ({
    transform: `translate(${offset.value.x}px, ${offset.value.y}px) scale(${scale.value})`,
  }))

  function set(next: number, about = { x: 0, y: 0 }): void {
    const to = Math.min(LARGEST, Math.max(1, next))
    const by = to / scale.value
    scale.value = to
    place({
      x: about.x - (about.x - offset.value.x) * by,
      y: about.y - (about.y - offset.value.y) * by,
    })
  }

  /** Half of what stands over at each side, and no further. */
  function place({ x, y }: { x: number; y: number }): void {
    const { width = 0, height = 0 } = frame.value?.getBoundingClientRect() ?? {}
    const within = (value: number, side: number) => {
      const most = (side * (scale.value - 1)) / 2
      return Math.min(most, Math.max(-most, value))
    }
    offset.value = scale.value === 1 ? { x: 0, y: 0 } : { x: within(x, width), y: within(y, height) }
  }

  function fromCentre({ clientX, clientY }: MouseEvent) {
    const box = frame.value?.getBoundingClientRect()
    return box
      ? { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
      : { x: 0, y: 0 }
  }

  function spread(): number {
    const [a, b] = [...pointers.values()]
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0
  }

  const handlers = {
    wheel(event: WheelEvent) {
      event.preventDefault()
      set(scale.value * (event.deltaY < 0 ? 1.2 : 1 / 1.2), fromCentre(event))
    },
    pointerdown(event: PointerEvent) {
      if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
      start = pointers.size === 1 ? { x: event.clientX, y: event.clientY } : null
    },
    pointermove(event: PointerEvent) {
      const before = pointers.get(event.pointerId)
      if (!before) return
      const wide = spread()
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
      if (pointers.size > 1 && wide > 0) set(scale.value * (spread() / wide), fromCentre(event))
      else if (isZoomed.value)
        place({
          x: offset.value.x + event.clientX - before.x,
          y: offset.value.y + event.clientY - before.y,
        })
    },
    pointerup(event: PointerEvent) {
      const moved = start ? event.clientX - start.x : 0
      if (start && !isZoomed.value && Math.abs(moved) > SWIPE_PX) onSwipe(moved < 0 ? 1 : -1)
      else if (start && Math.abs(moved) < 8) tapped(event)
      end(event)
    },
    pointercancel: end,
  }

  function tapped(event: PointerEvent): void {
    const isSecond = event.timeStamp - lastTapMs < 300
    lastTapMs = isSecond ? 0 : event.timeStamp
    if (isSecond) set(isZoomed.value ? 1 : 2.5, fromCentre(event))
  }

  function end({ pointerId }: PointerEvent): void {
    pointers.delete(pointerId)
    start = null
  }

  return { style, isZoomed, zoomBy: (factor: number) => set(scale.value * factor), handlers }
}
