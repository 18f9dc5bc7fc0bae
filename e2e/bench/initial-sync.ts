import type { Page } from 'playwright-core'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { unpacked } from '#shared/protocol/unpacked.ts'
import { openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { type FirstSync, watchFirstSync } from './first-sync-clock.ts'
import { COLLECTOR, LEDGER, PASSWORD } from './ledger.ts'
import { type PlainRows, plainRowsOf, servePlainDexie } from './plain-dexie.ts'
import { serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = 5
const LONGEST_MS = 60_000

/**
 * From the first pull sent until the replica is complete on disk, in a new browser each round; against a page that
 * fetches the same rows in one answer and puts them into Dexie. Rounds of both take turns; medians.
 */
export async function initialSync(): Promise<Figure[]> {
  const served = await serveLedger()
  const rows = plainRowsOf(await pullAll(served.url))
  expectAll(rows)
  const plain = await servePlainDexie(rows)
  const ours: number[] = []
  const dexies: number[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const { firstPull, complete, pulls } = await syncOnce(served.url)
      ours.push(complete - firstPull)
      dexies.push(await loadOnce(plain.url))
      const waits = pulls.map(
        ({ sent, answered }) => `${rounded(sent - firstPull)}–${rounded(answered - firstPull)}`,
      )
      console.error(
        `ours ${rounded(complete - firstPull)} ms (pulls ${waits.join(', ')}), dexie ${rounded(dexies.at(-1) ?? 0)} ms`,
      )
    }
  } finally {
    await plain.stop()
    await served.stop()
  }
  const against = `Dexie bulkPut of the same rows by table from one answer: ${rounded(median(dexies))} ms`
  const ratio = rounded(median(ours) / median(dexies), 2)
  return [
    { name: 'initial-sync', value: rounded(median(ours)), unit: 'ms' },
    { name: 'initial-sync/vs-dexie', value: ratio, unit: 'ratio', ratio, against },
  ]
}

async function syncOnce(url: string): Promise<FirstSync> {
  const browser = await openBrowser()
  try {
    await browser.context.addInitScript(watchFirstSync)
    await signIn(browser.page, url, COLLECTOR)
    const measured = await measuredBy(browser.page)
    return measured
  } finally {
    await browser.close()
  }
}

/** Asked from outside: the app's content policy lets nothing wait inside the page. */
async function measuredBy(page: Page): Promise<FirstSync> {
  for (const end = Date.now() + LONGEST_MS; Date.now() < end; await page.waitForTimeout(250)) {
    const measured = await page.evaluate(() => window.firstSync).catch(() => undefined)
    if (measured?.complete) return measured
  }
  throw new Error(`the replica was not complete after ${LONGEST_MS} ms`)
}

async function loadOnce(url: string): Promise<number> {
  const browser = await openBrowser()
  try {
    await browser.page.goto(url)
    await browser.page.waitForFunction(() => 'load' in window)
    const measured: unknown = await browser.page.evaluate('load()')
    return Number(measured)
  } finally {
    await browser.close()
  }
}

/** All pages of a device that holds nothing yet. */
async function pullAll(url: string): Promise<PullAnswer[]> {
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify(body),
    })
  const signedIn = await post('/api/auth/sign-in/email', { email: COLLECTOR, password: PASSWORD })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const pages: PullAnswer[] = []
  for (let cursor: string | null = null; ;) {
    const answer = await post('/api/sync/pull', { cursor, device: 'bench', waiting: 0 }, cookie)
    if (!answer.ok) throw new Error(await answer.text())
    const page: PullAnswer = await answer.json()
    pages.push(unpacked(page))
    if (!page.more) return pages
    cursor = page.cursor
  }
}

function expectAll(rows: PlainRows): void {
  for (const table of ['clients', 'items', 'actions', 'history'] as const)
    if (rows[table].length !== LEDGER[table]) throw new Error(`${rows[table].length} ${table}`)
}
