import type { Ports } from '../session/ports.ts'

const AWAY_MS = 30_000

export type Attention = {
  /** Whether somebody looks at the app, in this tab or another, or has within half a minute. */
  isWatched: () => boolean
  /** Somebody looks at another tab. */
  seen: () => void
  stop: () => void
}

/** The app that nobody looks at costs neither data nor battery: it listens to no hints and looks seldom. */
export function followAttention({ timers, visibility }: Ports, onChange: () => void): Attention {
  let isWatched = true
  let timer: number | null = null

  function seen(): void {
    if (timer !== null) timers.clear(timer)
    timer = visibility.isVisible() ? null : timers.set(() => tell(false), AWAY_MS)
    tell(true)
  }

  function tell(next: boolean): void {
    if (next === isWatched) return
    isWatched = next
    onChange()
  }

  const unwatch = visibility.onChange(seen)
  seen()
  return {
    isWatched: () => isWatched,
    seen,
    stop() {
      unwatch()
      if (timer !== null) timers.clear(timer)
    },
  }
}
