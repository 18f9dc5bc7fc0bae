import type { Page } from 'playwright-core'

declare global {
  interface Window {
    /** When the last tap was, or the last answer of a pull came; the page's own clock, ms. */
    begunAt?: number
    /** When the expected rows were painted. */
    paintedAt?: number
  }
}

const LEFT_ALONE_MS = 2000

export type Expected = { selector: string; text: string; count: number }

/** Rows are on the screen when as many as expected say their text; asked for before what brings them. */
export async function expectOnScreen(page: Page, ...expected: Expected[]): Promise<void> {
  await page.evaluate((all) => {
    delete window.paintedAt
    const areThere = ({ selector, text, count }: Expected) => {
      let found = 0
      for (const row of document.querySelectorAll(selector)) if (row.textContent.includes(text)) found++
      return found >= count
    }
    const isThere = () => all.every(areThere)
    if (isThere()) throw new Error('it is there already')
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      // The frame after the next has this one on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => (window.paintedAt = performance.now())))
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  }, expected)
}

/** Milliseconds from the tap, or the answer, to the paint. Whoever asks a page keeps it busy: it is left alone meanwhile. */
export async function tookToScreen(page: Page): Promise<number> {
  for (let tries = 0; tries < 10; tries++) {
    await new Promise((done) => setTimeout(done, LEFT_ALONE_MS))
    const took = await page.evaluate(() => window.paintedAt && window.paintedAt - (window.begunAt ?? 0))
    if (took !== undefined) return took
  }
  throw new Error('it never came to the screen')
}

/** Runs in the page. */
export function beginWithTap(): void {
  window.addEventListener('click', ({ timeStamp }) => (window.begunAt = timeStamp), { capture: true })
}

/** Runs in the page, before the app: it begins when the first part of an answer is there. */
export function beginWithPull(): void {
  const plain = window.fetch
  window.fetch = async (input, init) => {
    const answer = await plain(input, init)
    const isPull = typeof input === 'string' && input.endsWith('/sync/pull')
    // A further answer after the paint has brought nothing of what was waited for.
    if (isPull && window.paintedAt === undefined) window.begunAt = performance.now()
    return answer
  }
}

/** What no tap can be without: a record on the disk, and a frame. Milliseconds. */
export function bareTap(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('bench-bare', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true })
    await new Promise((done) => (opening.onsuccess = done))
    const row = document.createElement('p')
    document.body.append(row)
    const begun = performance.now()
    const write = opening.result.transaction('rows', 'readwrite', { durability: 'strict' })
    write.objectStore('rows').add({ text: 'x'.repeat(1000) })
    await new Promise((done) => (write.oncomplete = done))
    row.textContent = 'written'
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const took = performance.now() - begun
    row.remove()
    opening.result.close()
    return took
  })
}
