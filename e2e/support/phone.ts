import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { inject, onTestFailed } from 'vitest'
import type { RunningApp } from './app.ts'
import { PHONE, launchBrowser } from './browser.ts'

export { DESK, PHONE } from './browser.ts'

export type Device = {
  page: Page
  context: BrowserContext
  /** Cuts or restores the network, of the service worker too. */
  offline(cut: boolean): Promise<void>
  /** Closes the app and opens it again, as somebody does who puts the phone away. */
  reopen(path?: string): Promise<Page>
  /** Errors the page threw and did not catch. */
  errors: string[]
  close(): Promise<void>
}

/** Keeps what the screen showed when the running test fails, in `dist/failed`. */
export function pictureIfFailed(device: Device): void {
  onTestFailed(async ({ task }) => {
    const name = task.name.replaceAll(/\W+/g, '-').slice(0, 60)
    await device.page.screenshot({ path: `dist/failed/${name}.png` })
  })
}

/** A browser of its own, with service worker and IndexedDB on disk. */
export async function aDevice(app: RunningApp, viewport = PHONE, language = 'en-GB'): Promise<Device> {
  const profile = mkdtempSync(join(tmpdir(), 'suivi-browser-'))
  const context = await launchBrowser(inject('browserPath'), profile, { viewport, language })
  const errors: string[] = []
  const watch = (page: Page) => {
    page.on('pageerror', (error) => errors.push(String(error)))
    page.setDefaultTimeout(15_000)
  }
  const first = context.pages()[0] ?? (await context.newPage())
  watch(first)
  await first.goto(app.url)
  const device: Device = {
    page: first,
    context,
    errors,
    offline: (cut) => context.setOffline(cut),
    async reopen(path = '/') {
      const next = await context.newPage()
      watch(next)
      await device.page.close()
      await next.goto(app.url + path)
      device.page = next
      return next
    },
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
  return device
}
