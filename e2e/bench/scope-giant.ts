import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { idFrom, newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { pushAnswerSchema } from '#shared/protocol/push.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, MANAGER, PASSWORD } from './ledger.ts'
import { profiled } from './profiled.ts'
import { bareTap, beginWithPull, expectOnScreen, tookToScreen } from './screen-watch.ts'
import { serveLedger, signInTo } from './served.ts'
import { median, rounded } from './statistics.ts'

const GIANT = { clients: 1, items: 3000, actions: 20, history: 0 }
const ROUNDS = Number(process.env['ROUNDS'] ?? 9)
const SLOWDOWN = Number(process.env['SLOWDOWN'] ?? 4)
const today = () => new Date().toISOString().slice(0, 10)

/**
 * A client file of 3,000 items is on the screen, and somebody else gives one of its items a status: from the first byte
 * of the answer that brings it to the frame that shows it, the CPU slowed 4×; against one record on the disk and a frame.
 */
export async function scopeGiant(): Promise<Figure[]> {
  const served = await serveLedger(GIANT)
  const browser = await openBrowser()
  try {
    const { page, context } = browser
    const manager = await signInTo(served.url, MANAGER, PASSWORD)
    const clientId = must(served.ledger.clientIds[0], 'the client')
    await page.addInitScript(beginWithPull)
    await signIn(page, served.url, COLLECTOR)
    await isUpToDate(page)
    await page.goto(`${served.url}/clients/${clientId}`)
    await page.getByText('F0-0', { exact: true }).waitFor()
    await isUpToDate(page)
    const cdp = await context.newCDPSession(page)
    const stream = randomUUID()
    const changeOne = async (n: number) => {
      const now = Date.now()
      const entry = {
        id: newId(now, randomBytes(16)),
        kind: 'items.requalified',
        v: 1,
        by: manager.userId,
        subject: { type: 'client', id: clientId },
        at: now,
        device: 'bench',
        seen: { version: 0, stamp: '' },
        data: {
          // Past those in cases: by due day the first of the list.
          itemIds: [idFrom(clientId, String(n))],
          on: today(),
          statusId: 'status.ongoing',
          comment: null,
          reasonId: null,
          disputedMinor: {},
          next: { mode: 'scenario' },
        },
      }
      const push = { stream, sentAt: now, device: 'bench', waiting: 0, entries: [{ n, entry }] }
      const answer = await fetch(`${served.url}/api/sync/push`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: served.url, cookie: manager.cookie },
        body: JSON.stringify(push),
      })
      const [settled] = z.parse(pushAnswerSchema, await answer.json()).outcomes
      if (settled?.outcome.type !== 'applied') throw new Error(JSON.stringify(settled))
    }
    const took: number[] = []
    const bare: number[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
      await page.waitForTimeout(3000)
      await expectOnScreen(page, {
        selector: 'main ul[aria-label="Items"] li',
        text: 'In progress',
        count: round,
      })
      took.push(await profiled(cdp, `giant-${round}`, () => changeOne(round).then(() => tookToScreen(page))))
      bare.push(await bareTap(page))
      console.error(took.at(-1), bare.at(-1))
    }
    const [value, floor] = [median(took), median(bare)]
    const against = `one record on the disk and a frame: ${rounded(floor)} ms`
    return [
      { name: 'scope/giant', value: rounded(value), unit: 'ms', ratio: rounded(value / floor, 1), against },
    ]
  } finally {
    await browser.close()
    await served.stop()
  }
}
