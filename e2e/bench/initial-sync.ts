import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { unpacked } from '#shared/protocol/unpacked.ts'
import { openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { type FirstSync, watchFirstSync } from './first-sync-clock.ts'
import { COLLECTOR, LEDGER, PASSWORD } from './ledger.ts'
import { type PlainRows, plainRowsOf, servePlainDexie } from './plain-dexie.ts'
import { servePlugin } from './rxdb-plugin.ts'
import { serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const LONGEST_MS = 60_000

/**
 * From the first pull sent until the replica is complete on disk, in a new browser each round; against a page that
 * fetches the same rows in one answer and puts them into Dexie, and one that replicates them with RxDB's own plugin.
 * The three take turns; medians.
 */
export async function initialSync(): Promise<Figure[]> {
  const served = await serveLedger()
  const { pages, bytes } = await pullAll(served.url)
  const rows = plainRowsOf(pages)
  expectAll(rows)
  const plain = await servePlainDexie(rows)
  const plugin = await servePlugin(rows, served.databaseUrl)
  const took: Record<Side, number[]> = { ours: [], agenda: [], dexie: [], plugin: [] }
  let pluginBytes = 0
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const { firstPull, agenda, complete, pulls } = await syncOnce(served.url)
      took.ours.push(complete - firstPull)
      took.agenda.push(agenda - firstPull)
      took.dexie.push(await loadOnce(plain.url))
      took.plugin.push(await loadOnce(plugin.url))
      pluginBytes = plugin.bytes()
      const waits = pulls.map(
        ({ sent, answered }) => `${rounded(sent - firstPull)}–${rounded(answered - firstPull)}`,
      )
      const last = SIDES.map((side) => `${side} ${rounded(took[side].at(-1) ?? 0)} ms`)
      console.error(`${last.join(', ')} (pulls ${waits.join(', ')})`)
    }
  } finally {
    await plain.stop()
    await plugin.stop()
    await served.stop()
  }
  const [ours, agenda] = [median(took.ours), median(took.agenda)]
  const [dexie, theirs] = [median(took.dexie), median(took.plugin)]
  const ofDexie = `Dexie bulkPut of the same rows by table from one answer: ${rounded(dexie)} ms`
  const ofPlugin = `RxDB's replication plugin on the same rows, 1,000 a call: ${rounded(theirs)} ms`
  return [
    { name: 'initial-sync', value: rounded(ours), unit: 'ms' },
    ratio('initial-sync/vs-rxdb-plugin', theirs / ours, `${ofPlugin} ÷ ours`),
    ratio('initial-sync/vs-dexie', ours / dexie, ofDexie),
    ratio('initial-sync/first-agenda', agenda / dexie, `${rounded(agenda)} ms; ${ofDexie}`),
    ratio(
      'initial-sync/bytes',
      bytes / pluginBytes,
      `${rounded(bytes / 1024)} KiB; the plugin's answers, gzip 6 as ours: ${rounded(pluginBytes / 1024)} KiB`,
    ),
  ]
}

const SIDES = ['ours', 'agenda', 'dexie', 'plugin'] as const
type Side = (typeof SIDES)[number]

function ratio(name: string, value: number, against: string): Figure {
  return { name, value: rounded(value, 2), unit: 'ratio', ratio: rounded(value, 2), against }
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
    if (measured?.complete && measured.agenda) return measured
  }
  throw new Error(`the replica was not complete after ${LONGEST_MS} ms`)
}

async function loadOnce(url: string): Promise<number> {
  const browser = await openBrowser()
  try {
    await browser.page.goto(url)
    await browser.page.waitForFunction(() => 'load' in window)
    return Number(await browser.page.evaluate('load()'))
  } finally {
    await browser.close()
  }
}

/** All pages of a device that holds nothing yet, and what they weigh by gzip 6. */
async function pullAll(url: string): Promise<{ pages: PullAnswer[]; bytes: number }> {
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
  let bytes = 0
  for (let cursor: string | null = null; ;) {
    const answer = await post('/api/sync/pull', { cursor, device: 'bench', waiting: 0 }, cookie)
    const text = await answer.text()
    if (!answer.ok) throw new Error(text)
    bytes += gzipSync(text, { level: 6 }).length
    const page: PullAnswer = JSON.parse(text)
    pages.push(unpacked(page))
    if (!page.more) return { pages, bytes }
    cursor = page.cursor
  }
}

function expectAll(rows: PlainRows): void {
  for (const table of ['clients', 'items', 'actions', 'history'] as const)
    if (rows[table].length !== LEDGER[table]) throw new Error(`${rows[table].length} ${table}`)
}
