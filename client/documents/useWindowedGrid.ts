import { type ShallowRef, computed, onScopeDispose, ref, watch } from 'vue'

const TILE_PX = 116
const DESK_TILE_PX = 168
/** From there on it is a desk, where there is room for larger ones. */
const DESK_PX = 700
const WORDS_REM = 3
/** Rows that are drawn beyond what is in sight, so that a quick thumb finds them there. */
const AHEAD = 3

/** Which tiles of a grid are in sight of the page's own scroll; all rows are as high as each other. */
export function useWindowedGrid(grid: Readonly<ShallowRef<HTMLElement | null>>, count: () => number) {
  const width = ref(0)
  const seenTop = ref(0)
  const seenHeight = ref(window.innerHeight)
  const columns = computed(() =>
    Math.max(2, Math.floor(width.value / (width.value < DESK_PX ? TILE_PX : DESK_TILE_PX))),
  )
  const rowHeight = computed(() => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    return Math.round((width.value || TILE_PX * 3) / columns.value + WORDS_REM * rem)
  })
  const rows = computed(() => Math.ceil(count() / columns.value))
  const firstRow = computed(() => Math.max(0, Math.floor(seenTop.value / rowHeight.value) - AHEAD))
  const lastRow = computed(() =>
    Math.min(rows.value, Math.ceil((seenTop.value + seenHeight.value) / rowHeight.value) + AHEAD),
  )

  let frame = 0
  function look(): void {
    frame = 0
    const box = grid.value?.getBoundingClientRect()
    if (!box) return
    width.value = box.width
    seenTop.value = Math.max(0, -box.top)
    seenHeight.value = window.innerHeight
  }
  function lookSoon(): void {
    if (frame === 0) frame = requestAnimationFrame(look)
  }
  window.addEventListener('scroll', lookSoon, { passive: true })
  window.addEventListener('resize', lookSoon)
  watch(grid, look, { flush: 'post', immediate: true })
  onScopeDispose(() => {
    window.removeEventListener('scroll', lookSoon)
    window.removeEventListener('resize', lookSoon)
    cancelAnimationFrame(frame)
  })

  return {
    columns,
    rowHeight,
    height: computed(() => rows.value * rowHeight.value),
    from: computed(() => firstRow.value * columns.value),
    to: computed(() => lastRow.value * columns.value),
  }
}
