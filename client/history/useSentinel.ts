import { onScopeDispose, useTemplateRef, watch } from 'vue'

/** Calls back when the element with the template ref `sentinel` comes near the screen: a list grows before its end. */
export function useSentinel(reached: () => void) {
  const sentinel = useTemplateRef<HTMLElement>('sentinel')
  const observer =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && reached(), {
          rootMargin: '600px',
        })
  watch(sentinel, (element, before) => {
    if (before) observer?.unobserve(before)
    if (element) observer?.observe(element)
  })
  onScopeDispose(() => observer?.disconnect())
  return { sentinel }
}
