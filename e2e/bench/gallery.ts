import { createHash, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, PASSWORD } from './ledger.ts'
import { type Served, serveLedger, signInTo } from './served.ts'
import { rounded } from './statistics.ts'

const PHOTOS = Number(process.env['PHOTOS'] ?? 300)
const SLOWDOWN = Number(process.env['SLOWDOWN'] ?? 1)
const LEDGER = { clients: 20, items: 400, actions: 100, history: 200 }
const STEPS = 240
const STEP_PX = 60

/** A case with 300 photos, none of them on the device yet: scrolled from end to end and back; frames as the page has them. */
export async function gallery(): Promise<Figure[]> {
  const served = await serveLedger(LEDGER)
  const browser = await openBrowser()
  try {
    const { page, context } = browser
    const actionId = await givePhotos(served)
    await signIn(page, served.url, COLLECTOR)
    await isUpToDate(page)
    await page.goto(`${served.url}/cases/${actionId}/documents`)
    await page.locator('main li img').first().waitFor()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    const frames = await scrolled(page)
    const worst = Math.max(...frames)
    return [
      { name: 'gallery/worst-frame', value: rounded(worst, 1), unit: 'ms' },
      {
        name: 'gallery/slow-frames',
        value: frames.filter((ms) => ms > 50).length,
        unit: 'frames over 50 ms',
      },
    ]
  } finally {
    await browser.close()
    await served.stop()
  }
}

function scrolled(page: Page): Promise<number[]> {
  return page.evaluate(
    async ([steps, px]) => {
      const frames: number[] = []
      let before = await new Promise<number>(requestAnimationFrame)
      for (let step = 0; step < steps; step++) {
        window.scrollBy(0, step < steps / 2 ? px : -px)
        const now = await new Promise<number>(requestAnimationFrame)
        frames.push(now - before)
        before = now
      }
      return frames
    },
    [STEPS, STEP_PX] as const,
  )
}

/** Bytes by tus and entries by push, as a phone sends them; all settled when it resolves. */
async function givePhotos({ url, ledger }: Served): Promise<string> {
  const { cookie, userId } = await signInTo(url, COLLECTOR, PASSWORD)
  const headers = { cookie, origin: url, [PERSON_HEADER]: userId }
  const clientId = must(ledger.clientIds[0], 'a client')
  const actionId = must(ledger.actionIds[0], 'an action')
  const now = Date.now()
  const entries = []
  for (let n = 0; n < PHOTOS; n++) {
    const bytes = await photo(n)
    const hash = createHash('sha256').update(bytes).digest('hex')
    await give(url, headers, bytes, hash)
    const data = {
      documentId: newId(now + n, randomBytes(16)),
      actionId,
      itemIds: [],
      name: `Photo ${n + 1}`,
      type: 'photo',
      remark: null,
      isShownToCustomer: false,
      pages: [{ hash, mediaType: 'image/jpeg', bytes: bytes.length, width: 640, height: 480 }],
      capturedAt: now - n * 60_000,
    }
    const entry = {
      id: newId(now + n, randomBytes(16)),
      kind: 'document.added',
      v: 1,
      by: userId,
      subject: { type: 'client', id: clientId },
      at: now + n,
      device: 'bench',
      seen: { version: 0, stamp: '' },
      data,
    }
    entries.push({ n: n + 1, entry })
  }
  const stream = newId(now, randomBytes(16))
  for (let at = 0; at < entries.length; at += 50) {
    const answer = await fetch(`${url}/api/sync/push`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'x-suivi-protocol': '1' },
      body: JSON.stringify({
        stream,
        sentAt: Date.now(),
        waiting: 0,
        device: 'bench',
        entries: entries.slice(at, at + 50),
      }),
    })
    if (!answer.ok) throw new Error(`push: ${answer.status} ${await answer.text()}`)
  }
  return actionId
}

function photo(n: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 60 + (n % 120), sigma: 20 } as const
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 80 })
    .toBuffer()
}

async function give(
  url: string,
  headers: Record<string, string>,
  bytes: Buffer,
  hash: string,
): Promise<void> {
  const metadata = Object.entries({ hash, mediaType: 'image/jpeg', name: 'photo.jpg' })
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  const made = await fetch(`${url}/api/documents/upload`, {
    method: 'POST',
    headers: {
      ...headers,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': metadata,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  if (!made.ok) throw new Error(`upload: ${made.status} ${await made.text()}`)
}
