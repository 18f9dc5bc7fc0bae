import { type ShallowRef, getCurrentInstance, onUnmounted, watch } from 'vue'

/** As high as each was last on a screen of its kind: what comes in the same height again needs no second layout. */
const lastHeights = new WeakMap<object, Map<string, string>>()

/** Keeps a CSS variable at the real height of an element, so that text at 200 % moves what sticks below it. */
export function useMeasuredHeight(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  variable: `--${string}`,
  holderOf: (element: HTMLElement) => HTMLElement | null,
): void {
  const lasting = heightsOf(getCurrentInstance()?.parent?.type ?? lastHeights)
  let observer: ResizeObserver | undefined
  let holder: HTMLElement | null = null

  function stop() {
    observer?.disconnect()
    holder?.style.removeProperty(variable)
  }
  function set(height: string) {
    lasting.set(variable, height)
    if (holder?.style.getPropertyValue(variable) !== height) holder?.style.setProperty(variable, height)
  }
  watch(
    element,
    (current) => {
      stop()
      if (!current) return
      holder = holderOf(current)
      const last = lasting.get(variable)
      if (last) set(last)
      observer = new ResizeObserver(([entry]) => {
        const height = entry?.borderBoxSize[0]?.blockSize ?? current.offsetHeight
        // Out of sight it has no height; when it comes back, all below would be laid out once more.
        if (height > 0) set(`${height}px`)
      })
      observer.observe(current)
    },
    { flush: 'post', immediate: true },
  )
  onUnmounted(stop)
}

function heightsOf(screen: object): Map<string, string> {
  const known = lastHeights.get(screen)
  if (known) return known
  const heights = new Map<string, string>()
  lastHeights.set(screen, heights)
  return heights
}
