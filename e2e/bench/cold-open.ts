import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { type BenchBrowser, isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR } from './ledger.ts'
import { serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROWS = 50
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const SLOWDOWN = 4
const LARGE = { clients: 500, items: 10_000, actions: 5_000, history: 5_500 }

/** Moments of a page's own clock, ms from the start of the navigation, at which something was painted. */
type Shown = { agenda: number; figures: number; alive: number }
const PARTS = ['agenda', 'figures', 'alive'] as const

declare global {
  interface Window {
    shown?: Shown
  }
}

/**
 * The app opened offline on a replica of 10,000 items and 5,000 actions, the CPU slowed 4×, until 50 rows of the agenda
 * are painted, until the figures are, and until the app has taken the place of the picture that it shows at first and
 * answers to taps; against an empty Vue page.
 */
export async function coldOpen(): Promise<Figure[]> {
  const served = await serveLedger(LARGE)
  const browser = await openBrowser()
  const empty = await serveEmptyPage()
  try {
    await signIn(browser.page, served.url, COLLECTOR)
    await isUpToDate(browser.page)
    await browser.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await isPictured(browser.page)
    await open(browser, empty.url, 1)
    const ours: Shown[] = []
    const bare: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await browser.context.setOffline(true)
      ours.push(await open(browser, served.url, ROWS))
      await browser.context.setOffline(false)
      bare.push((await open(browser, empty.url, 1)).agenda)
      console.error(ours.at(-1), rounded(bare.at(-1) ?? 0))
    }
    const floor = median(bare)
    return PARTS.map((part) => {
      const value = median(ours.map((shown) => shown[part]))
      return {
        name: `cold-open/${part}`,
        value: rounded(value),
        unit: 'ms',
        ratio: rounded(value / floor, 1),
        against: `an empty Vue page, built alike, from the same machine: ${rounded(floor)} ms`,
      }
    })
  } finally {
    await browser.close()
    await empty.stop()
    await served.stop()
  }
}

/** As it is a moment after the last change, whenever the app is put away. */
async function isPictured(page: Page): Promise<void> {
  await page.waitForFunction(() => localStorage.getItem('suivi.picture') !== null)
}

async function open({ context }: BenchBrowser, url: string, rows: number): Promise<Shown> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await page.addInitScript(watchRows, rows)
  await page.goto(url, { waitUntil: 'commit' })
  const took = await shownAfter(page)
  await page.close()
  return took
}

/** Runs in the page before the app. An empty page has no figures, and is done with its row. */
function watchRows(rows: number): void {
  const shown: Shown = { agenda: 0, figures: 0, alive: 0 }
  window.shown = shown
  const painted = (part: keyof Shown) => {
    if (shown[part] !== 0) return
    shown[part] = -1
    requestAnimationFrame(() => requestAnimationFrame(() => (shown[part] = performance.now())))
  }
  new MutationObserver(() => {
    const isEmptyPage = document.querySelector('[data-row]') !== null
    const hasRows = isEmptyPage || document.querySelectorAll('main section li').length >= rows
    if (hasRows) painted('agenda')
    if (hasRows && !document.querySelector('[data-picture]')) painted('alive')
    if (isEmptyPage || document.querySelector('main button[title] .text-lead')) painted('figures')
  }).observe(document, { subtree: true, childList: true })
}

async function shownAfter(page: Page): Promise<Shown> {
  for (const end = Date.now() + 60_000; Date.now() < end; await page.waitForTimeout(100)) {
    const shown = await page.evaluate(() => window.shown).catch(() => undefined)
    if (shown && shown.agenda > 0 && shown.figures > 0 && shown.alive > 0) return shown
  }
  throw new Error('the rows never came')
}

/** A page of one component with nothing but a row in it. */
async function serveEmptyPage() {
  const root = mkdtempSync(join(tmpdir(), 'suivi-bench-empty-'))
  mkdirSync(join(root, 'built'))
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
  writeFileSync(
    join(root, 'index.html'),
    '<!doctype html><div id="app"></div><script type="module" src="/main.ts"></script>',
  )
  writeFileSync(
    join(root, 'main.ts'),
    `import { createApp } from 'vue'\nimport Empty from './Empty.vue'\ncreateApp(Empty).mount('#app')\n`,
  )
  writeFileSync(join(root, 'Empty.vue'), '<template><p data-row>Empty</p></template>\n')
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [vue()],
    build: { outDir: 'built', target: 'es2022' },
  })
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '')
    const type = types[extname(path)]
    if (!type) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': type }).end(readFileSync(join(root, 'built', path)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    async stop() {
      await new Promise((done) => server.close(done).closeAllConnections())
      rmSync(root, { recursive: true, force: true })
    },
  }
}
