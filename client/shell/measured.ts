import { onUnmounted, watch, type ShallowRef } from 'vue'

/** As high as each was last: what comes in the same height again needs no second layout. */
const lastHeights = new Map<string, string>()

/** Keeps a CSS variable at the real height of an element, so that text at 200 % moves what sticks below it. */
export function useMeasuredHeight(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  variable: `--${string}`,
  holderOf: (element: HTMLElement) => HTMLElement | null,
): void {
  let observer: ResizeObserver | undefined
  let holder: HTMLElement | null = null

  function stop() {
    observer?.disconnect()
    holder?.style.removeProperty(variable)
  }
  function set(height: string) {
    lastHeights.set(variable, height)
    if (holder?.style.getPropertyValue(variable) !== height) holder?.style.setProperty(variable, height)
  }
  watch(
    element,
    (current) => {
      stop()
      if (!current) return
      holder = holderOf(current)
      const last = lastHeights.get(variable)
      if (last) set(last)
      observer = new ResizeObserver(([entry]) =>
        set(`${entry?.borderBoxSize[0]?.blockSize ?? current.offsetHeight}px`),
      )
      observer.observe(current)
    },
    { flush: 'post', immediate: true },
  )
  onUnmounted(stop)
}
