import type { Page } from 'playwright-core'
import { DESK } from '../support/browser.ts'
import { serveBarePage } from './bare-page.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, MANAGER } from './ledger.ts'
import { serveLedger } from './served.ts'
import { percentile, rounded } from './statistics.ts'

const TIMES = 200
const GAP_MS = 150
const LONGEST_MS = 10_000

declare global {
  interface Window {
    lastTap?: number
    /** When each of the words was on the screen; 0 while the frame is not drawn. */
    painted?: Record<string, number>
    /** Calls out of the page: once a word, when it is on the screen. */
    tellPainted?: (word: string, at: number) => Promise<void>
  }
}

/** Two browsers: what is said in one is painted in the other. */
type Pair = {
  name: string
  say: (word: string) => Promise<void>
  writer: Page
  reader: Page
  painted: Map<string, (at: number) => void>
}

/**
 * From the tap on one browser to the words painted on another, 200 comments on one case; against a button, a POST and
 * a server-sent event of a bare server between two browsers of their own. Both take turns.
 */
export async function propagation(): Promise<Figure[]> {
  const [served, bare] = [await serveLedger(), await serveBarePage()]
  const browsers = [
    await openBrowser(),
    await openBrowser(DESK),
    await openBrowser(),
    await openBrowser(DESK),
  ]
  try {
    const [one, two, three, four] = browsers.map(({ page }) => page)
    if (!one || !two || !three || !four) throw new Error('four browsers')
    const path = `/agenda/cases/${served.ledger.actionIds[0]}`
    const ours = await ourPair(one, two, served.url, path)
    const floor = await barePair(three, four, bare.url)
    const took: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
    for (let n = 0; n < TIMES; n++) {
      took.ours.push(await tapToPaint(ours, `word${n}word`))
      took.floor.push(await tapToPaint(floor, `word${n}word`))
    }
    return [50, 99].map((p) => {
      const [value, least] = [percentile(took.ours, p), percentile(took.floor, p)]
      return {
        name: `propagation/p${p}`,
        value: rounded(value),
        unit: 'ms',
        ratio: rounded(value / least, 1),
        against: `POST and server-sent event of a bare server, painted: ${rounded(least, 1)} ms`,
      }
    })
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()))
    await Promise.all([served.stop(), bare.stop()])
  }
}

async function ourPair(writer: Page, reader: Page, url: string, path: string): Promise<Pair> {
  const painted = await listenForPaints(reader)
  await signIn(writer, url, COLLECTOR)
  await signIn(reader, url, MANAGER)
  for (const page of [writer, reader]) {
    await isUpToDate(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.goto(url + path)
    await page.getByRole('button', { name: 'Comment', exact: true }).waitFor()
    await isUpToDate(page)
    await page.evaluate(watchTapsAndPaints)
  }
  const sheet = writer.getByRole('dialog', { name: 'Comment' })
  return {
    name: 'ours',
    writer,
    reader,
    painted,
    async say(word) {
      await sheet.waitFor({ state: 'hidden' })
      await writer.getByRole('button', { name: 'Comment', exact: true }).click()
      await sheet.getByRole('textbox').fill(word)
      await sheet.getByRole('button', { name: 'Add the comment' }).click()
    },
  }
}

async function barePair(writer: Page, reader: Page, url: string): Promise<Pair> {
  const painted = await listenForPaints(reader)
  for (const page of [writer, reader]) {
    await page.goto(url)
    await page.evaluate(watchTapsAndPaints)
  }
  return {
    name: 'bare',
    writer,
    reader,
    painted,
    async say(word) {
      await writer.getByRole('textbox').fill(word)
      await writer.getByRole('button').click()
    },
  }
}

/** The page calls when it has painted: asking it over and over would take the processor from what is measured. */
async function listenForPaints(reader: Page): Promise<Pair['painted']> {
  const painted: Pair['painted'] = new Map()
  await reader.exposeFunction('tellPainted', (word: string, at: number) => painted.get(word)?.(at))
  return painted
}

async function tapToPaint({ name, say, writer, reader, painted }: Pair, word: string): Promise<number> {
  const arrived = new Promise<number>((done, fail) => {
    const timer = setTimeout(() => void askOnce().catch(fail), LONGEST_MS)
    painted.set(word, (at) => (clearTimeout(timer), done(at)))
    async function askOnce() {
      const at = await reader.evaluate((of) => window.painted?.[of], word)
      if (at) done(at)
      else fail(new Error(`${word} never came (${name}${at === 0 ? ', not drawn' : ''})`))
    }
  })
  await say(word)
  const at = await arrived
  const tapped = await writer.evaluate(() => window.lastTap)
  // What the tap sets off after the paint belongs to this tap, not to the next.
  await new Promise((done) => setTimeout(done, GAP_MS))
  return at - (tapped ?? at)
}

/** Runs in both pages: when the last tap was, and when each of the words was painted; wall clock. */
function watchTapsAndPaints(): void {
  const now = () => performance.timeOrigin + performance.now()
  const painted: Record<string, number> = {}
  window.painted = painted
  document.addEventListener('click', () => (window.lastTap = now()), { capture: true })
  const look = (records: MutationRecord[]) => {
    const changed = records.flatMap(({ target, addedNodes }) =>
      addedNodes.length > 0 ? [...addedNodes] : [target],
    )
    for (const [word] of changed
      .map(({ textContent }) => textContent)
      .join(' ')
      .matchAll(/word\d+word/g)) {
      if (word in painted) continue
      painted[word] = 0
      // The frame after the next has this one on the screen.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => void window.tellPainted?.(word, (painted[word] = now()))),
      )
    }
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
}
