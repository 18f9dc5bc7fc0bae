import { nextTick, watch } from 'vue'
import type { Router } from 'vue-router'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import { IDENTITY } from '../session/kept.ts'
import type { Workplace } from '../session/workplace.ts'
import { deskQuery } from '../shell/desk.ts'
import { drawPicture } from './draw-picture.ts'
import { builtAs, isPictured, keepPicture } from './picture.ts'

/** The screen has come to rest. */
const AT_REST_MS = 1500
const HOUR_MS = 3_600_000

/** Keeps a picture of the first screen whenever that has changed and come to rest, or is put away, for the next start. */
export function takePictures({ view, outbox, ports, userId }: Workplace, router: Router): void {
  let timer: number | null = null
  const soon = () => {
    if (timer !== null) ports.timers.clear(timer)
    timer = isPictured(location) ? ports.timers.set(take, AT_REST_MS) : null
  }
  const take = () => {
    timer = null
    if (ports.visibility.isVisible()) view.whileCurrent(draw).catch(ports.report)
  }
  router.afterEach(soon)
  watch(view.snapshot, soon, { immediate: true })
  ports.visibility.onChange(() => {
    if (timer === null || ports.visibility.isVisible()) return
    ports.timers.clear(timer)
    timer = null
    view.whileCurrent(draw).catch(ports.report)
  })

  async function draw(): Promise<void> {
    const mark = await outbox.mark()
    const shown = view.snapshot.value
    await nextTick()
    const { company, today, catchingUp } = shown
    if (view.snapshot.value !== shown) return
    const identity = ports.keep.get(IDENTITY)
    const root = document.getElementById('app')
    if (!root || !company || catchingUp || !isPictured(location)) return
    // Another tab may have signed them out, or somebody else in.
    if (!identity?.includes(JSON.stringify(userId))) return
    const now = ports.clock.now()
    const html = dayIn(company.timeZone, now) === today ? drawPicture(root) : null
    if (html === null || (await outbox.mark()) !== mark) return
    keepPicture(ports.keep, {
      userId,
      identity,
      build: builtAs(),
      isDesk: deskQuery().matches,
      outbox: mark,
      takenAt: now,
      until: endOfDay(company.timeZone, today, now),
      language: document.documentElement.lang,
      title: document.title,
      rootStyle: document.documentElement.style.cssText,
      html,
    })
  }
}

/** When a day that is now ends in a time zone, to the second; it may have 23 or 25 hours. */
export function endOfDay(timeZone: string, day: CalendarDay, now: number): number {
  let [within, beyond] = [now, now + 26 * HOUR_MS]
  while (beyond - within > 1000) {
    const middle = Math.floor((within + beyond) / 2)
    if (dayIn(timeZone, middle) === day) within = middle
    else beyond = middle
  }
  return within
}
