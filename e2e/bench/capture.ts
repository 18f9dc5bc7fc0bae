import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { must } from '#shared/base/must.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR } from './ledger.ts'
import { aPhoto, captureSheet, openCapture } from './photos.ts'
import { bareTap } from './screen-watch.ts'
import { serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const SLOWDOWN = Number(process.env['SLOWDOWN'] ?? 4)
const CAMERA = { width: 5712, height: 4284, sigma: 24 }
const LEDGER = { clients: 20, items: 400, actions: 100, history: 200 }

declare global {
  interface Window {
    longTasks?: number[]
    chosenAt?: number
    shownAt?: number
  }
}

/**
 * Without a network, a 24-megapixel photo: from the moment the camera gives it to the frame that shows its thumbnail, which
 * stands for a draft on the disk; the page slowed 4×. The worker beside it is as fast as the machine: Chromium slows
 * pages only. Against one record on the disk and a frame.
 */
export async function capture(): Promise<Figure[]> {
  const served = await serveLedger(LEDGER)
  const browser = await openBrowser()
  const folder = mkdtempSync(join(tmpdir(), 'suivi-bench-photos-'))
  try {
    const { page, context } = browser
    await page.addInitScript(watchLongTasks)
    await signIn(page, served.url, COLLECTOR)
    await isUpToDate(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await context.setOffline(true)
    const cdp = await context.newCDPSession(page)
    const took: number[] = []
    const bare: number[] = []
    let longTasks: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const photo = await aPhoto(folder, round, CAMERA)
      await openCapture(page, served.url, must(served.ledger.clientIds[round], 'a client'))
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
      await page.evaluate(watchPage)
      await captureSheet(page).getByTestId('camera').setInputFiles(photo)
      took.push(await tookToShow(page))
      longTasks = longTasks.concat(await page.evaluate(() => window.longTasks ?? []))
      bare.push(await bareTap(page))
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      console.error(took.at(-1), bare.at(-1), longTasks)
    }
    const [value, floor] = [median(took), median(bare)]
    const against = `one record on the disk and a frame: ${rounded(floor)} ms`
    return [
      { name: 'capture', value: rounded(value), unit: 'ms', ratio: rounded(value / floor, 1), against },
      { name: 'capture/long-tasks', value: longTasks.length, unit: 'tasks over 50 ms on the page' },
    ]
  } finally {
    await browser.close()
    await served.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function tookToShow(page: Page): Promise<number> {
  await page.waitForFunction(() => window.shownAt !== undefined, undefined, { polling: 500 })
  return page.evaluate(() => (window.shownAt ?? 0) - (window.chosenAt ?? 0))
}

/** Runs in the page, before the app. */
function watchLongTasks(): void {
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries())
      if (window.chosenAt !== undefined && startTime >= window.chosenAt && window.shownAt === undefined)
        window.longTasks?.push(duration)
  }).observe({ entryTypes: ['longtask'] })
}

/** Runs in the page: from the file to the frame with its thumbnail. */
function watchPage(): void {
  window.longTasks = []
  delete window.shownAt
  window.addEventListener('change', () => (window.chosenAt = performance.now()), {
    capture: true,
    once: true,
  })
  const observer = new MutationObserver(() => {
    const picture = document.querySelector('[role=dialog] ol img')
    if (!(picture instanceof HTMLImageElement)) return
    observer.disconnect()
    void picture.decode().then(() => requestAnimationFrame(() => (window.shownAt = performance.now())))
  })
  observer.observe(document.body, { subtree: true, childList: true })
}
