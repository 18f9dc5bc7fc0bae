import { onUnmounted, watch, type ShallowRef } from 'vue'

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
  watch(
    element,
    (current) => {
      stop()
      if (!current) return
      holder = holderOf(current)
      observer = new ResizeObserver(() => holder?.style.setProperty(variable, `${current.offsetHeight}px`))
      observer.observe(current)
    },
    { flush: 'post', immediate: true },
  )
  onUnmounted(stop)
}
