import type { Page } from 'playwright-core'
import { must } from '#shared/base/must.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR } from './ledger.ts'
import { profiled } from './profiled.ts'
import { bareTap, beginWithTap, expectOnScreen, tookToScreen } from './screen-watch.ts'
import { serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 7)
const SLOWDOWN = Number(process.env['SLOWDOWN'] ?? 4)
/** Each client has a step of the scenario besides. */
const LEDGER = { clients: 500, items: 10_000, actions: 5_000, history: 500 }
const ROWS_SEEN = 10

/**
 * An agenda of 5,000 actions: from the tap on “Coming” to the frame that shows its first rows, and from the tap that
 * shows it all again, the CPU slowed 4×; against one record on the disk and a frame.
 */
export async function agenda(): Promise<Figure[]> {
  const served = await serveLedger(LEDGER)
  const browser = await openBrowser()
  try {
    const { page, context } = browser
    await page.addInitScript(beginWithTap)
    await signIn(page, served.url, COLLECTOR)
    await isUpToDate(page)
    const cdp = await context.newCDPSession(page)
    const took: number[] = []
    const bare: number[] = []
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    for (let round = 0; round < ROUNDS; round++) {
      for (const shown of ['Tomorrow', 'Late']) {
        await expectOnScreen(page, {
          selector: `main section[aria-label^="${shown}"] li`,
          text: 'Client',
          count: ROWS_SEEN,
        })
        took.push(await profiled(cdp, `agenda-${round}-${shown}`, () => tapped(page, 'Coming')))
        console.error(shown, took.at(-1))
      }
      bare.push(await bareTap(page))
    }
    const [value, floor] = [median(took), median(bare)]
    const against = `one record on the disk and a frame: ${rounded(floor)} ms`
    return [{ name: 'agenda', value: rounded(value), unit: 'ms', ratio: rounded(value / floor, 1), against }]
  } finally {
    await browser.close()
    await served.stop()
  }
}

async function tapped(page: Page, when: string): Promise<number> {
  const button = page.getByRole('group', { name: 'When' }).getByRole('button', { name: when })
  const { x, y, width, height } = must(await button.boundingBox(), 'the filter')
  await page.mouse.click(x + width / 2, y + height / 2)
  return tookToScreen(page)
}
