import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { must } from '#shared/base/must.ts'
import { COLLECTOR } from '../bench/ledger.ts'
import { allIsSent, comment, killProfile, openCase, openProfile, settleIn } from './browser-user.ts'
import { within } from './real-device.ts'
import { compareSaid } from './said.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'

const TABS: Record<Extent, readonly number[]> = { short: [3], full: [2, 3, 4, 2, 3, 4] }
const TAKEN_OVER_WITHIN_MS = 10_000

/** The tabs of one profile all write; the one that sends is closed while its answer is held back. */
export async function tabs(site: Site, extent: Extent): Promise<Told> {
  const profile = mkdtempSync(join(tmpdir(), 'suivi-torture-tabs-'))
  const shown: string[] = []
  let slowestMs = 0
  let atOnce = 0
  try {
    const { context, page } = await openProfile(profile)
    const pushes = watchPushes(context)
    await settleIn(page, site, COLLECTOR)
    for (const [round, count] of TABS[extent].entries()) {
      while (context.pages().length < count) await context.newPage()
      const pages = context.pages()
      for (const [at, tab] of pages.entries()) await openCase(tab, site, at)
      const write = (of: readonly Page[], turn: string) =>
        Promise.all(
          of.map(async (tab, at) => {
            const text = `Tabs ${round}, tab ${at}, ${turn}.`
            await comment(tab, text)
            shown.push(text)
          }),
        )
      await write(pages, 'before')
      await within(TAKEN_OVER_WITHIN_MS, () => pushes.last !== null)
      site.proxy.weather({ type: 'swallowAnswers' })
      const before = pushes.begun
      await write(pages, 'held')
      await within(TAKEN_OVER_WITHIN_MS, () => pushes.begun > before && pushes.open.size > 0)
      const leader = must(pushes.last, 'the tab that sends')
      await leader.close()
      site.proxy.weather({ type: 'clear' })
      const left = context.pages()
      const sofar = pushes.begun
      const took = await within(2 * TAKEN_OVER_WITHIN_MS, () => pushes.begun > sofar)
      slowestMs = Math.max(slowestMs, took ?? Number.POSITIVE_INFINITY)
      await write(left, 'after')
      for (const tab of left) await allIsSent(tab)
    }
    atOnce = pushes.most
    await context.close()
  } finally {
    site.proxy.weather({ type: 'clear' })
    killProfile(profile)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  const said = await compareSaid(site, shown)
  return {
    fault: 'tabs',
    injected: `${TABS[extent].join(', ')} tabs of one profile write, the one that sends is closed before its answer`,
    expected: `one sends at a time, the next within ${TAKEN_OVER_WITHIN_MS / 1000} s, all arrives once`,
    seen: `${JSON.stringify({ ...said, sendersAtOnce: atOnce })}; slowest ${(slowestMs / 1000).toFixed(1)} s`,
    isAsExpected: said.lost === 0 && said.twice === 0 && atOnce === 1 && slowestMs <= TAKEN_OVER_WITHIN_MS,
  }
}

/** Which tab sends, and how many do at the same time. */
function watchPushes(context: BrowserContext) {
  const seen = { begun: 0, most: 0, last: null as Page | null, open: new Map<object, Page>() }
  context.on('request', (request) => {
    if (!request.url().endsWith('/api/sync/push')) return
    const page = request.frame().page()
    seen.begun += 1
    seen.last = page
    seen.open.set(request, page)
    seen.most = Math.max(seen.most, new Set([...seen.open.values()].filter((one) => !one.isClosed())).size)
  })
  const ended = (request: object) => void seen.open.delete(request)
  context.on('requestfinished', ended)
  context.on('requestfailed', ended)
  return seen
}
