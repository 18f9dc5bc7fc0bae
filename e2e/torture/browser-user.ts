import { readFileSync, readdirSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { must } from '#shared/base/must.ts'
import { ensureBrowser } from '../../server/testing/browser.ts'
import { isUpToDate, signIn } from '../bench/bench-browser.ts'
import { launchBrowser } from '../support/browser.ts'
import type { Site } from './site.ts'

const PATIENCE_MS = 30_000

/** Chromium on this profile, as it was left. */
export async function openProfile(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await launchBrowser(ensureBrowser(), profile)
  context.setDefaultTimeout(PATIENCE_MS)
  context.setDefaultNavigationTimeout(PATIENCE_MS)
  return { context, page: context.pages()[0] ?? (await context.newPage()) }
}

/** Signed in, complete, and able to start without a network. */
export async function settleIn(page: Page, site: Site, email: string): Promise<void> {
  await signIn(page, site.url, email)
  await isUpToDate(page)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
}

/** The page of a case of the ledger. */
export async function openCase(page: Page, site: Site, at = 0): Promise<void> {
  await page.goto(`${site.url}/cases/${must(site.ledger.actionIds[at], 'a case')}`)
  await page.getByRole('button', { name: 'Comment', exact: true }).waitFor()
}

/** Resolves once the screen says that it is saved: the sheet is gone. */
export async function comment(page: Page, text: string): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Comment' })
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await sheet.getByRole('textbox').fill(text)
  await sheet.getByRole('button', { name: 'Add the comment' }).click()
  await sheet.waitFor({ state: 'hidden' })
}

/** Nothing is left to send, and the strip says so. */
export async function allIsSent(page: Page): Promise<void> {
  const strip = page.getByRole('region', { name: 'Sync' })
  try {
    await strip.getByText('Up to date').waitFor()
    await strip.getByText('to send').waitFor({ state: 'hidden' })
  } catch {
    throw new Error(`not all is sent: ${await page.locator('body').innerText()}`)
  }
}

/** SIGKILL to every process of the browser that has this profile. */
export function killProfile(profile: string): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProcess(Number(pid)) ?? [])
  const doomed = new Set(processes.filter(({ line }) => line.includes(profile)).map(({ pid }) => pid))
  for (let before = -1; before !== doomed.size;) {
    before = doomed.size
    for (const { pid, parent } of processes) if (doomed.has(parent)) doomed.add(pid)
  }
  for (const pid of doomed) killNow(pid)
  return doomed.size
}

function readProcess(pid: number): { pid: number; parent: number; line: string } | undefined {
  try {
    const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
    return { pid, parent, line: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went with another of them.
  }
}
