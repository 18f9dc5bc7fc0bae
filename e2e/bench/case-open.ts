import { randomBytes, randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import * as z from 'zod/mini'
import { idFrom, newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { pushAnswerSchema } from '#shared/protocol/push.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, PASSWORD } from './ledger.ts'
import { profiled } from './profiled.ts'
import { bareTap, beginWithTap, expectOnScreen, tookToScreen } from './screen-watch.ts'
import { type Served, serveLedger, signInTo } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 7)
const SLOWDOWN = Number(process.env['SLOWDOWN'] ?? 4)
/** 16,500 rows in files of 50 items, of which 40 sit in no case yet. */
const LEDGER = { clients: 200, items: 10_000, actions: 1_000, history: 5_000 }
const ITEMS = 40
const HISTORY = 2_000
const NAME = 'The long case'
const ROWS_SEEN = 10

/**
 * A case of 40 items and 2,000 history rows, of a replica of 16,500 rows: from the tap on it in the agenda to the frame
 * that shows all of its items and the newest of its history, the CPU slowed 4×; against one record on the disk and a frame.
 */
export async function caseOpen(): Promise<Figure[]> {
  const served = await serveLedger(LEDGER)
  const browser = await openBrowser()
  try {
    const { page, context } = browser
    await openLongCase(served)
    await page.addInitScript(beginWithTap)
    await signIn(page, served.url, COLLECTOR)
    await isUpToDate(page)
    const cdp = await context.newCDPSession(page)
    const took: number[] = []
    const bare: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const row = page.locator('main').getByText(NAME).first()
      await row.waitFor()
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
      await expectOnScreen(
        page,
        { selector: 'main section[aria-label="Items"] li', text: 'F0-', count: ROWS_SEEN },
        { selector: 'main ol li', text: 'call back', count: ROWS_SEEN },
      )
      took.push(await profiled(cdp, `case-${round}`, () => tapped(page, row)))
      bare.push(await bareTap(page))
      console.error(took.at(-1), bare.at(-1))
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      await page.goBack()
    }
    const [value, floor] = [median(took), median(bare)]
    const against = `one record on the disk and a frame: ${rounded(floor)} ms`
    return [
      { name: 'case-open', value: rounded(value), unit: 'ms', ratio: rounded(value / floor, 1), against },
    ]
  } finally {
    await browser.close()
    await served.stop()
  }
}

async function tapped(page: Page, row: ReturnType<Page['locator']>): Promise<number> {
  const { x, y, width, height } = must(await row.boundingBox(), 'the row')
  await page.mouse.click(x + width / 2, y + height / 2)
  return tookToScreen(page)
}

/** Opened and written in by its collector over the wire, as a phone would. */
async function openLongCase({ url, ledger }: Served): Promise<void> {
  const { cookie, userId } = await signInTo(url, COLLECTOR, PASSWORD)
  const clientId = must(ledger.clientIds[0], 'a client')
  const actionId = newId(Date.now(), randomBytes(16))
  const today = new Date().toISOString().slice(0, 10)
  const opening = {
    actionId,
    type: 'followUp',
    kind: 'dispute',
    name: NAME,
    dueOn: '2020-01-01',
    ownerId: userId,
    resolverId: null,
    reasonId: null,
    on: today,
    itemIds: Array.from({ length: ITEMS }, (_, at) =>
      idFrom(clientId, String(LEDGER.items / LEDGER.clients - 1 - at)),
    ),
    move: false,
    comment: null,
  }
  const words = (n: number) => ({
    actionId,
    itemIds: [],
    text: `They will look into it and call back (${n})`,
    visibility: 'internal',
  })
  const stream = randomUUID()
  let next = 1
  const push = async (kind: 'action.opened' | 'comment.written', all: readonly object[]) => {
    const now = Date.now()
    const entries = all.map((data) => ({
      n: next++,
      entry: {
        id: newId(now, randomBytes(16)),
        kind,
        v: 1,
        by: userId,
        subject: { type: 'client', id: clientId },
        at: now,
        device: 'bench',
        seen: { version: 0, stamp: '' },
        data,
      },
    }))
    const answer = await fetch(`${url}/api/sync/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify({ stream, sentAt: now, device: 'bench', waiting: 0, entries }),
    })
    for (const { outcome } of z.parse(pushAnswerSchema, await answer.json()).outcomes)
      if (outcome.type !== 'applied') throw new Error(JSON.stringify(outcome))
  }
  await push('action.opened', [opening])
  for (let told = 1; told < HISTORY; told += 50)
    await push(
      'comment.written',
      Array.from({ length: Math.min(50, HISTORY - told) }, (_, at) => words(told + at)),
    )
}
