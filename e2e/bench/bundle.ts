import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtClient } from '../../server/build-client.ts'
import { isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR } from './ledger.ts'
import { serveLedger } from './served.ts'
import { rounded } from './statistics.ts'

/**
 * Gzipped JavaScript that the page asks for from its address until the first row of the agenda is there, by somebody
 * signed in, with nothing in the cache. What the service worker fetches meanwhile for later is not counted.
 */
export async function bundle(): Promise<Figure[]> {
  const served = await serveLedger({ clients: 10, items: 200, actions: 100, history: 200 })
  const browser = await openBrowser()
  try {
    await signIn(browser.page, served.url, COLLECTOR)
    await isUpToDate(browser.page)
    const page = await browser.context.newPage()
    const cdp = await browser.context.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
    await cdp.send('Network.setBypassServiceWorker', { bypass: true })
    const scripts = new Set<string>()
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.endsWith('.js')) scripts.add(pathname)
    })
    await page.goto(served.url)
    await page.getByText('Price of delivery').first().waitFor()
    const sizes = [...scripts].filter((path) => path !== '/sw.js').map((path) => ({ path, ...sizeOf(path) }))
    for (const { path, gzip } of sizes.sort((a, b) => b.gzip - a.gzip))
      if (process.env['VERBOSE']) console.error(rounded(gzip / 1024, 1), path)
    const kib = (size: 'gzip' | 'raw') => sizes.reduce((sum, one) => sum + one[size], 0) / 1024
    return [
      {
        name: 'bundle',
        value: rounded(kib('gzip'), 1),
        unit: 'KiB',
        ratio: rounded(kib('gzip') / kib('raw'), 3),
        against: `${rounded(kib('raw'))} KiB of the same ${sizes.length} files before gzip`,
      },
    ]
  } finally {
    await browser.close()
    await served.stop()
  }
}

function sizeOf(path: string): { gzip: number; raw: number } {
  const file = join(builtClient, path)
  const content = readFileSync(file)
  const compressed = existsSync(`${file}.gz`) ? readFileSync(`${file}.gz`) : gzipSync(content, { level: 9 })
  return { gzip: compressed.length, raw: content.length }
}
