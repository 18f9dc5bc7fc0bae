import { watch } from 'vue'
import { onBeforeRouteUpdate } from 'vue-router'

/** On a phone a list gives way to what is opened from it; coming back finds it where it was left. */
export function usePlaceInList(isShown: () => boolean): void {
  let leftAt = 0
  onBeforeRouteUpdate(() => {
    if (isShown()) leftAt = window.scrollY
  })
  watch(
    isShown,
    (shown) => {
      // After the router has put a new address at its top.
      if (shown && leftAt > 0)
        requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo(0, leftAt)))
    },
    { flush: 'post' },
  )
}
