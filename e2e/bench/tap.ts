import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, type Ledger } from './ledger.ts'
import { profiled } from './profiled.ts'
import { bareTap, beginWithTap, expectOnScreen, tookToScreen } from './screen-watch.ts'
import { serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 7)
const SLOWDOWN = Number(process.env['SLOWDOWN'] ?? 4)
const PENDING = 200
const LARGE = { clients: 500, items: 10_000, actions: 5_000, history: 5_500 }
const ITEMS = LARGE.items / LARGE.clients

/**
 * Offline, with 200 entries of 200 clients waiting: the 20 items of another client get a status. From the tap on “Submit”
 * to the frame in which all 20 rows show it, the CPU slowed 4×; against one record on the disk and a frame.
 */
export async function tap(): Promise<Figure[]> {
  const served = await serveLedger(LARGE)
  const browser = await openBrowser()
  try {
    const { page, context } = browser
    await signIn(page, served.url, COLLECTOR)
    await isUpToDate(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await context.setOffline(true)
    await page.goto(`${served.url}/icons/icon.svg`)
    await page.evaluate(putIntoOutbox, recordsOf(served.ledger))
    await page.addInitScript(beginWithTap)
    const cdp = await context.newCDPSession(page)
    const took: number[] = []
    const bare: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const clientId = must(served.ledger.clientIds[PENDING + round], 'a client')
      await page.goto(`${served.url}/clients/${clientId}`)
      await page.getByText(`${PENDING + round} to send`).waitFor()
      await chooseStatus(page)
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
      await expectOnScreen(page, {
        selector: 'main ul[aria-label="Items"] li',
        text: 'not sent yet',
        count: ITEMS,
      })
      const place = await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).boundingBox()
      const { x, y, width, height } = must(place, 'the button')
      took.push(
        await profiled(cdp, `tap-${round}`, async () => {
          await page.mouse.click(x + width / 2, y + height / 2)
          return tookToScreen(page)
        }),
      )
      bare.push(await bareTap(page))
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      console.error(took.at(-1), bare.at(-1))
    }
    const [value, floor] = [median(took), median(bare)]
    const against = `one record on the disk and a frame: ${rounded(floor)} ms`
    return [{ name: 'tap', value: rounded(value), unit: 'ms', ratio: rounded(value / floor, 1), against }]
  } finally {
    await browser.close()
    await served.stop()
  }
}

/** All items of the client on screen, a status for them, and the look at both that stands before “Submit”. */
async function chooseStatus(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Tick all' }).click()
  await page.getByRole('button', { name: 'Change status' }).click()
  const sheet = page.getByRole('dialog', { name: 'Change status' })
  await sheet.getByText('In progress', { exact: true }).click()
  await sheet.getByRole('button', { name: 'Continue' }).click()
  await sheet.getByRole('button', { name: 'Continue' }).click()
  await sheet.getByRole('button', { name: 'Submit' }).waitFor()
}

/** As 200 taps offline leave them in the outbox: an action of 200 clients each has another day. */
function recordsOf({ collectorId, clientIds, actionIds }: Ledger) {
  const now = Date.now() - 3_600_000
  return Array.from({ length: PENDING }, (_, at) => ({
    userId: collectorId,
    entry: {
      id: newId(now + at, randomBytes(16)),
      kind: 'action.changed',
      v: 1,
      by: collectorId,
      subject: { type: 'client', id: must(clientIds[at], 'a client') },
      at: now + at,
      device: 'bench',
      seen: { version: 0, stamp: '' },
      data: {
        actionId: must(actionIds[at], 'its action'),
        fields: { dueOn: '2027-01-15' },
        comment: null,
      },
    },
    state: 'waiting',
    stream: null,
    n: null,
    outcome: null,
    version: null,
    settledAtMs: null,
    isDismissed: false,
    moved: at + 1,
  }))
}

/** Runs in the page. */
async function putIntoOutbox(records: ReturnType<typeof recordsOf>): Promise<void> {
  const opening = indexedDB.open('suivi-outbox')
  await new Promise((done) => (opening.onsuccess = done))
  const tx = opening.result.transaction('entries', 'readwrite')
  for (const record of records) tx.objectStore('entries').add(record)
  await new Promise((done) => (tx.oncomplete = done))
  opening.result.close()
}
