import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { COLLECTOR } from '../bench/ledger.ts'
import { allIsSent, comment, killProfile, openCase, openProfile, settleIn } from './browser-user.ts'
import { compareSaid } from './said.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'

const KILLS: Record<Extent, number> = { short: 2, full: 8 }

/** Chromium ends in the middle of what somebody does; what it had shown as saved is there when it opens again. */
export async function browserKilled(site: Site, extent: Extent): Promise<Told> {
  const profile = mkdtempSync(join(tmpdir(), 'suivi-torture-killed-'))
  const shown: string[] = []
  let gone = 0
  let processes = 0
  try {
    let { context, page } = await openProfile(profile)
    await settleIn(page, site, COLLECTOR)
    for (let kill = 0; kill < KILLS[extent]; kill += 1) {
      await openCase(page, site)
      // Every second time without a network, from before the first word until after the kill.
      if (kill % 2 === 0) site.proxy.weather({ type: 'refuse' })
      // Chromium brings a cookie to disk half a minute late; people have been signed in for longer.
      const cookies = await context.cookies()
      const writing = keepWriting(page, `killed ${kill}`, shown)
      await new Promise((done) => setTimeout(done, 2500 + ((kill * 613) % 1500)))
      processes += killProfile(profile)
      await writing
      await context.close().catch(() => {})
      ;({ context, page } = await openProfile(profile))
      await context.addCookies(cookies)
      await openCase(page, site)
      for (const text of shown) gone += (await isThere(page, text)) ? 0 : 1
      site.proxy.weather({ type: 'clear' })
    }
    await page.goto(`${site.url}/cases`)
    await allIsSent(page)
    await context.close()
  } finally {
    site.proxy.weather({ type: 'clear' })
    killProfile(profile)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  const said = await compareSaid(site, shown)
  return {
    fault: 'browser killed',
    injected: `${KILLS[extent]} × SIGKILL of Chromium (${processes} processes) while comments are written, with and without a network`,
    expected: 'what was shown as saved is shown again, and arrives once',
    seen: JSON.stringify({ ...said, gone }),
    isAsExpected: said.shown > 0 && said.lost === 0 && said.twice === 0 && gone === 0,
  }
}

/** Until the browser is gone. */
async function keepWriting(page: Page, words: string, shown: string[]): Promise<void> {
  try {
    for (let n = 0; ; n += 1) {
      const text = `${words}, words ${n}.`
      await comment(page, text)
      shown.push(text)
    }
  } catch {
    // It is.
  }
}

async function isThere(page: Page, text: string): Promise<boolean> {
  return page
    .getByText(text, { exact: true })
    .first()
    .waitFor()
    .then(() => true)
    .catch(() => false)
}
