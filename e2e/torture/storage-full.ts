import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { MANAGER } from '../bench/ledger.ts'
import { allIsSent, killProfile, openCase, openProfile, settleIn } from './browser-user.ts'
import { compareSaid } from './said.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'

const ROUNDS: Record<Extent, number> = { short: 1, full: 3 }
/** Or in the time in which a tap is kept, where the machine has more to do. */
const TOLD_WITHIN_MS = 2000
const ROOM_BYTES = 60_000_000
const MOST_TAPS = 400
/** The device fills up while somebody writes: they are told at once, and lose nothing that was called saved. */
export async function storageFull(site: Site, extent: Extent): Promise<Told> {
  const profile = mkdtempSync(join(tmpdir(), 'suivi-torture-full-'))
  const shown: string[] = []
  let slowestMs = 0
  let slowestKeptMs = 0
  let isReadable = true
  let wasFull = 0
  try {
    const { context, page } = await openProfile(profile)
    const cdp = await context.newCDPSession(page)
    await quota(cdp, site, ROOM_BYTES)
    await settleIn(page, site, MANAGER)
    for (let round = 0; round < ROUNDS[extent]; round += 1) {
      await openCase(page, site, round)
      site.proxy.weather({ type: 'refuse' })
      const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin: site.url })
      await quota(cdp, site, usage + 20_000 * (round + 1))
      for (let tap = 0; tap < MOST_TAPS; tap += 1) {
        const text = `Full ${round}, words ${tap}. ${manyWords(round * MOST_TAPS + tap)}`
        const begun = performance.now()
        const refused = await tellsOrKeeps(page, text)
        if (refused === null) {
          shown.push(text)
          slowestKeptMs = Math.max(slowestKeptMs, performance.now() - begun)
          continue
        }
        wasFull += 1
        slowestMs = Math.max(slowestMs, refused)
        break
      }
      await page.keyboard.press('Escape')
      // What is there can still be read, by a page that starts anew, too.
      await openCase(page, site, round)
      for (const text of shown.slice(-1))
        isReadable &&= await page
          .getByText(text.slice(0, 24))
          .first()
          .waitFor()
          .then(() => true)
          .catch(() => false)
      await quota(cdp, site, ROOM_BYTES)
      const text = `Room again ${round}.`
      if ((await tellsOrKeeps(page, text)) === null) shown.push(text)
      else isReadable = false
      site.proxy.weather({ type: 'clear' })
      await page.goto(`${site.url}/cases`)
      await allIsSent(page)
    }
    await context.close()
  } finally {
    site.proxy.weather({ type: 'clear' })
    killProfile(profile)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  const said = await compareSaid(
    site,
    shown.map((text) => text.trim()),
  )
  return {
    fault: 'storage full',
    injected: `${wasFull} × no room left while comments are written (${shown.length} kept)`,
    expected: `told within ${TOLD_WITHIN_MS / 1000} s, what is there readable, it goes on with room, all that was saved arrives once`,
    seen: `${JSON.stringify({ ...said, isReadable })}; slowest ${(slowestMs / 1000).toFixed(1)} s`,
    isAsExpected:
      wasFull === ROUNDS[extent] &&
      said.lost === 0 &&
      said.twice === 0 &&
      isReadable &&
      slowestMs <= Math.max(TOLD_WITHIN_MS, slowestKeptMs),
  }
}

/** As long as a comment may be, in letters of two bytes each that no storage makes smaller: some thirty fill the reserve. */
function manyWords(seed: number): string {
  let state = seed + 1
  return Array.from({ length: 9_900 }, () => {
    state = Math.imul(state, 1_103_515_245) + 12_345
    return String.fromCharCode(0x4e00 + ((state >>> 8) % 0x5000))
  }).join('')
}

async function quota(cdp: CDPSession, site: Site, quotaSize: number): Promise<void> {
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize })
}

/** Null when it is saved; else after how long the screen said that it is not. */
async function tellsOrKeeps(page: Page, text: string): Promise<number | null> {
  const sheet = page.getByRole('dialog', { name: 'Comment' })
  if (!(await sheet.isVisible())) await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await sheet.getByRole('textbox').fill(text)
  const begun = performance.now()
  await sheet.getByRole('button', { name: 'Add the comment' }).click()
  // The strip says that there is no room left as soon as the reserve is touched, while taps are still kept.
  const told = page.getByText('so nothing was saved').first()
  return Promise.race([
    sheet.waitFor({ state: 'hidden' }).then(() => null),
    told.waitFor().then(() => performance.now() - begun),
  ])
}
