import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { must } from '#shared/base/must.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR } from './ledger.ts'
import { aPhoto, captureSheet, openCapture } from './photos.ts'
import { serveLedger } from './served.ts'
import { openSlowLine } from './slow-line.ts'
import { rounded } from './statistics.ts'

const PHOTOS = Number(process.env['PHOTOS'] ?? 40)
/** About 400 kB each once it is made small. */
const PHOTO = { width: 2000, height: 1500, sigma: 7 }
const LINE = { bytesPerSecond: 3_000_000 / 8, delayMs: 100 }
const LEDGER = { clients: 20, items: 400, actions: 100, history: 200 }

/**
 * 40 photos of about 400 kB, taken without a network, over a line of 3 Mbit/s and 100 ms that is cut at each quarter. Against
 * one plain transfer of as many bytes over the same line, never cut. `resent` is what went up beyond the photos: what was
 * lost in the cuts, the heads of requests, and what sync had to say meanwhile.
 */
export async function upload(): Promise<Figure[]> {
  let port = 0
  const line = await openSlowLine(() => port, LINE)
  const url = `http://localhost:${line.port}`
  process.env['BASE_URL'] = url
  const served = await serveLedger(LEDGER)
  port = Number(new URL(served.url).port)
  const browser = await openBrowser()
  const folder = mkdtempSync(join(tmpdir(), 'suivi-bench-photos-'))
  try {
    const { page, context } = browser
    await signIn(page, url, COLLECTOR)
    await isUpToDate(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const photos: string[] = []
    for (let n = 0; n < PHOTOS; n++) photos.push(await aPhoto(folder, n, PHOTO))
    await openCapture(page, url, must(served.ledger.clientIds[0], 'a client'))
    await context.setOffline(true)
    await captureSheet(page).getByTestId('files').setInputFiles(photos)
    await captureSheet(page)
      .getByRole('img', { name: `Page ${PHOTOS}`, exact: true })
      .waitFor()
    await captureSheet(page)
      .getByRole('button', { name: `Add ${PHOTOS} pages` })
      .click()
    await captureSheet(page).waitFor({ state: 'hidden' })
    const { total } = await standing(page)

    const before = line.up()
    for (const quarter of [1, 2, 3]) line.whenUp(before + (total * quarter) / 4, line.cut)
    const begunAtMs = Date.now()
    await context.setOffline(false)
    let now = await standing(page)
    while (now.unsent > 0) {
      await new Promise((done) => setTimeout(done, 500))
      now = await standing(page)
    }
    const tookMs = must(now.lastSentAtMs, 'when the last was sent') - begunAtMs
    const resent = line.up() - before - total
    await browser.close()

    const plainMs = await plainTransfer(total, (at) => (port = at), line.port)
    const against = `one transfer of ${rounded(total / 1e6, 1)} MB: ${rounded(plainMs / 1000, 1)} s`
    return [
      {
        name: 'upload/time',
        value: rounded(tookMs / 1000, 1),
        unit: 's',
        ratio: rounded(tookMs / plainMs, 2),
        against,
      },
      { name: 'upload/resent', value: rounded((resent / total) * 100, 2), unit: '% of the bytes' },
    ]
  } finally {
    await browser.close().catch(() => undefined)
    await served.stop()
    await line.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As many bytes in one request to somebody who only takes them. */
async function plainTransfer(bytes: number, aim: (port: number) => void, via: number): Promise<number> {
  const sink = createServer((request, answer) => {
    request.resume()
    request.on('end', () => answer.end())
  })
  await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done))
  const address = sink.address()
  if (address === null || typeof address === 'string') throw new Error('nobody listens')
  aim(address.port)
  const begunAtMs = Date.now()
  await fetch(`http://127.0.0.1:${via}/`, { method: 'POST', body: new Uint8Array(bytes) })
  const tookMs = Date.now() - begunAtMs
  sink.close()
  return tookMs
}

/** What the device still has to send. */
function standing(page: Page): Promise<{ total: number; unsent: number; lastSentAtMs: number | null }> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('suivi-documents')
    await new Promise((done) => (opening.onsuccess = done))
    const reading = opening.result.transaction('onTheirWay').objectStore('onTheirWay').getAll()
    await new Promise((done) => (reading.onsuccess = done))
    opening.result.close()
    const rows: { bytes: number; sentAtMs: number | null }[] = reading.result
    const moments = rows.flatMap(({ sentAtMs }) => sentAtMs ?? [])
    const kept = Number(sessionStorage.getItem('bench.last-sent') ?? 0)
    const lastSentAtMs = Math.max(kept, ...moments)
    sessionStorage.setItem('bench.last-sent', String(lastSentAtMs))
    return {
      total: rows.reduce((sum, { bytes }) => sum + bytes, 0),
      unsent: rows.filter(({ sentAtMs }) => sentAtMs === null).length,
      lastSentAtMs,
    }
  })
}
