import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { ensureBrowser } from '../../server/testing/browser.ts'
import { PHONE, launchBrowser } from '../support/browser.ts'
import { PASSWORD } from './ledger.ts'

export type BenchBrowser = { context: BrowserContext; page: Page; profile: string; close(): Promise<void> }

/** A browser with its storage on disk; `profile` opens it as it was left. */
export async function openBrowser(viewport = PHONE): Promise<BenchBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'suivi-bench-browser-'))
  const context = await launchBrowser(ensureBrowser(), profile, { viewport })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(120_000)
  return {
    context,
    page,
    profile,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

export async function signIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
}

/** Everything of the ledger is here, and said to be. */
export async function isUpToDate(page: Page): Promise<void> {
  await page.getByText('Up to date').waitFor()
}
