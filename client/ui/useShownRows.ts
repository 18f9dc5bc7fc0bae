import { afterPaint } from '../ui/after-paint.ts'
import { computed, onScopeDispose, ref, type ShallowRef, watch } from 'vue'

/** A screenful, so that something is there soon. */
const FIRST_ROWS = 12
const ROWS_A_TIME = 50

/**
 * How many rows of a long list are drawn: a screenful at first, and 50 more whenever the end comes near. `end` is the
 * element below the last row.
 */
export function useShownRows(count: () => number, end: Readonly<ShallowRef<HTMLElement | null>>) {
  const limit = ref(FIRST_ROWS)
  const left = computed(() => Math.max(0, count() - limit.value))
  const hasMore = computed(() => left.value > 0)
  const showMore = () => (limit.value += ROWS_A_TIME)

  const ahead = { rootMargin: '1200px', scrollMargin: '1200px' }
  const observer =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver((seen) => {
          if (!seen.some(({ isIntersecting }) => isIntersecting) || !hasMore.value) return
          showMore()
          // Still in sight after the rows are drawn: observing anew asks again.
          if (end.value) {
            observer?.unobserve(end.value)
            observer?.observe(end.value)
          }
        }, ahead)
  watch(
    end,
    (current, before) => {
      if (before) observer?.unobserve(before)
      // What nobody sees yet does not hold up what stands on the screen.
      if (current) void afterPaint().then(() => end.value === current && observer?.observe(current))
    },
    { flush: 'post', immediate: true },
  )
  onScopeDispose(() => observer?.disconnect())

  return {
    limit,
    hasMore,
    /** How many are not drawn. */
    left,
    showMore,
    /** The keys have come near the last row drawn. */
    reach: (index: number) => {
      if (hasMore.value && index > limit.value - 10) showMore()
    },
    reset: () => (limit.value = FIRST_ROWS),
  }
}
