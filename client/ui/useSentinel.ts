import { afterPaint } from '../ui/after-paint.ts'
import { type Ref, onScopeDispose, watch } from 'vue'

/** Calls back when an element comes near the screen: a list grows before its end is reached. */
export function useSentinel(sentinel: Readonly<Ref<HTMLElement | null>>, reached: () => void): void {
  const observer =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && reached(), {
          rootMargin: '600px',
        })
  watch(sentinel, (element, before) => {
    if (before) observer?.unobserve(before)
    // What nobody sees yet does not hold up what stands on the screen.
    if (element) void afterPaint().then(() => sentinel.value === element && observer?.observe(element))
  })
  onScopeDispose(() => observer?.disconnect())
}
