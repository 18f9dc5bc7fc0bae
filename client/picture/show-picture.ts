import { IDENTITY } from '../session/kept.ts'
import type { Keep } from '../session/ports.ts'
import { deskQuery } from '../shell/desk.ts'
import { afterPaint } from '../ui/after-paint.ts'
import { isPictured, keptPicture } from './picture.ts'
import { isStillTrue } from './still-true.ts'
import { rememberTaps } from './taps.ts'

/** How long a start waits to know whether a picture is true; then it goes without. */
const WAITS_MS = 1000

/**
 * Puts the last picture of the first screen in the place of the app, when it is still what the device would show.
 * Resolves when it is painted, or at once where there is none: only then the app is loaded, and takes its place.
 */
export async function showPicture(keep: Keep, build: string, outboxName: string): Promise<void> {
  const picture = isPictured(location) ? keptPicture(keep) : null
  const root = document.getElementById('app')
  if (!root || picture?.build !== build || picture.identity !== keep.get(IDENTITY)) return
  const now = Date.now()
  if (now < picture.takenAt || now >= picture.until || picture.isDesk !== deskQuery().matches) return
  const tooLate = new Promise<false>((done) => setTimeout(done, WAITS_MS, false))
  if (!(await Promise.race([isStillTrue(picture, outboxName, Date.now).catch(() => false), tooLate]))) return
  const html = document.documentElement
  html.lang = picture.language
  html.style.cssText = picture.rootStyle
  document.title = picture.title
  root.innerHTML = picture.html
  for (const styled of root.querySelectorAll<HTMLElement>('[data-style]'))
    styled.style.cssText = styled.dataset['style'] ?? ''
  root.dataset['picture'] = ''
  rememberTaps(root)
  await afterPaint()
}
