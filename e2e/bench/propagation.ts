import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { DESK } from '../support/browser.ts'
import { type BenchBrowser, isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, MANAGER } from './ledger.ts'
import { serveLedger } from './served.ts'
import { percentile, rounded } from './statistics.ts'

const TIMES = 200
const GAP_MS = 300

declare global {
  interface Window {
    lastTap?: number
    painted?: Record<string, number>
  }
}

/**
 * From the tap on one browser to the words painted on another, 200 comments on one case; against a button, a POST and
 * a server-sent event of a bare server between the same two browsers.
 */
export async function propagation(): Promise<Figure[]> {
  const served = await serveLedger()
  const [writer, reader] = [await openBrowser(), await openBrowser(DESK)]
  try {
    const ours = await commentsBetween(
      writer,
      reader,
      served.url,
      `/agenda/cases/${served.ledger.actionIds[0]}`,
    )
    const bare = await bareEventsBetween(writer, reader)
    return [50, 99].map((p) => {
      const [value, floor] = [percentile(ours, p), percentile(bare, p)]
      return {
        name: `propagation/p${p}`,
        value: rounded(value),
        unit: 'ms',
        ratio: rounded(value / floor, 1),
        against: `POST and server-sent event of a bare server, painted: ${rounded(floor, 1)} ms`,
      }
    })
  } finally {
    await Promise.all([writer.close(), reader.close()])
    await served.stop()
  }
}

async function commentsBetween(
  writer: BenchBrowser,
  reader: BenchBrowser,
  url: string,
  path: string,
): Promise<number[]> {
  await signIn(writer.page, url, COLLECTOR)
  await signIn(reader.page, url, MANAGER)
  for (const { page } of [writer, reader]) {
    await isUpToDate(page)
    await page.goto(url + path)
    await page.getByRole('button', { name: 'Comment', exact: true }).waitFor()
    await isUpToDate(page)
    await page.evaluate(watchTapsAndPaints)
  }
  const { page } = writer
  const sheet = page.getByRole('dialog', { name: 'Comment' })
  return times((text) => async () => {
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await sheet.getByRole('textbox').fill(text)
    await sheet.getByRole('button', { name: 'Add the comment' }).click()
    const took = await betweenTapAndPaint(writer.page, reader.page, text)
    await sheet.waitFor({ state: 'hidden' })
    return took
  })
}

async function bareEventsBetween(writer: BenchBrowser, reader: BenchBrowser): Promise<number[]> {
  const bare = await serveEvents()
  try {
    for (const { page } of [writer, reader]) {
      await page.goto(bare.url)
      await page.evaluate(watchTapsAndPaints)
    }
    const { page } = writer
    return await times((text) => async () => {
      await page.getByRole('textbox').fill(text)
      await page.getByRole('button').click()
      return betweenTapAndPaint(writer.page, reader.page, text)
    })
  } finally {
    await Promise.all([writer, reader].map(({ page }) => page.goto('about:blank')))
    await bare.stop()
  }
}

async function times(tap: (text: string) => () => Promise<number>): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < TIMES; n++) {
    const next = Date.now() + GAP_MS
    took.push(await tap(`word${n}word`)())
    await new Promise((done) => setTimeout(done, Math.max(0, next - Date.now())))
  }
  return took
}

/** Runs in both pages: when the last tap was, and when each of the words asked for was painted; wall clock. */
function watchTapsAndPaints(): void {
  const now = () => performance.timeOrigin + performance.now()
  const painted: Record<string, number> = {}
  window.painted = painted
  document.addEventListener('click', () => (window.lastTap = now()), { capture: true })
  const look = () => {
    for (const [word] of (document.body.textContent ?? '').matchAll(/word\d+word/g)) {
      if (word in painted) continue
      painted[word] = 0
      // The frame after the next has this one on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => (painted[word] = now())))
    }
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
}

async function betweenTapAndPaint(writer: Page, reader: Page, word: string): Promise<number> {
  for (const end = Date.now() + 20_000; Date.now() < end; await reader.waitForTimeout(20)) {
    const painted = await reader.evaluate((key) => window.painted?.[key], word)
    if (!painted) continue
    const tapped = await writer.evaluate(() => window.lastTap)
    return painted - (tapped ?? painted)
  }
  throw new Error(`${word} never came`)
}

const PAGE = `<!doctype html><title>Bare</title><input><button>Send</button><p></p><script>
  document.querySelector('button').onclick = () => fetch('/say', { method: 'POST', body: document.querySelector('input').value })
  new EventSource('/events').onmessage = ({ data }) => (document.querySelector('p').textContent = data)
</script>`

async function serveEvents() {
  const listening = new Set<(text: string) => void>()
  const server = createServer((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      const tell = (text: string) => void response.write(`data: ${text}\n\n`)
      listening.add(tell)
      request.on('close', () => listening.delete(tell))
      return
    }
    if (request.url !== '/say') return response.setHeader('content-type', 'text/html').end(PAGE)
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      for (const tell of listening) tell(text)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    stop: () => new Promise((done) => server.close(done).closeAllConnections()),
  }
}
