import { nextTick } from 'vue'
import { tapAgain } from './taps.ts'

/** A screen whose parts do not come shows what it has. */
const WAITS_MS = 5000

/**
 * Mounts an app in the page. While a picture is shown there it is mounted beside the page, and put in the picture's place
 * in one step when it has drawn its first screen. Resolves when it is in its place.
 */
export async function takeOver(
  mount: (root: Element) => void,
  isReady: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const shown = document.getElementById('app')
  if (!shown) return
  if (!('picture' in shown.dataset)) {
    mount(shown)
    await isReady()
    return
  }
  const root = document.createElement('div')
  mount(root)
  const tooLong = new Promise((done) => setTimeout(done, WAITS_MS))
  await Promise.race([isReady().catch(() => undefined), tooLong])
  await nextTick()
  root.id = shown.id
  shown.replaceWith(root)
  tapAgain(root)
}
