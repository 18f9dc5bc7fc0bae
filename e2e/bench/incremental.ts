import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { newId } from '#shared/base/ids.ts'
import { openDatabase } from '../../server/db/open.ts'
import { Journal } from '../../server/journal/journal.ts'
import { journalPorts } from '../../server/journal/ports.ts'
import { type BenchBrowser, isUpToDate, openBrowser, signIn } from './bench-browser.ts'
import type { Figure } from './figure.ts'
import { COLLECTOR, LEDGER } from './ledger.ts'
import { type PlainRows, servePlainDexie } from './plain-dexie.ts'
import { type Served, serveLedger } from './served.ts'
import { median, rounded } from './statistics.ts'

const ROUNDS = 5
/** Each changes an action and writes a line of its history. */
const CHANGES = 25
const SIZES = [1_000, 10_000, 50_000]
const LONGEST_MS = 60_000
/** So long after the replica is complete, nothing more was asked for. */
const QUIET_MS = 1500

type Caught = { took: number; requests: number; bytes: number }
type Asked = { path: string; sent: number; bytes: number }

declare global {
  interface Window {
    catchingUp?: { online: number; complete: number; asked: Asked[] }
  }
}

/**
 * 50 rows changed in 25 client files while the app was closed and offline: from the network's return until the replica
 * on disk has reached them, the requests and the bytes of both directions; on replicas of three sizes, against a page
 * that fetches the same rows and puts them into Dexie.
 */
export async function incremental(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const rows of SIZES) {
    const { ours, dexie } = await measure(rows)
    const value = median(ours.map(({ took }) => took))
    const floor = median(dexie)
    const name = `incremental/${rows / 1000}k`
    figures.push(
      {
        name,
        value: rounded(value),
        unit: 'ms',
        ratio: rounded(value / floor, 1),
        against: `fetch and Dexie bulkPut of the same rows: ${rounded(floor)} ms`,
      },
      {
        name: `${name}/requests`,
        value: Math.max(...ours.map(({ requests }) => requests)),
        unit: 'requests',
      },
      { name: `${name}/bytes`, value: rounded(median(ours.map(({ bytes }) => bytes))), unit: 'bytes' },
    )
  }
  return figures
}

async function measure(rows: number) {
  const share = rows / (LEDGER.clients + LEDGER.items + LEDGER.actions + LEDGER.history)
  const clients = Math.round(LEDGER.clients * share)
  const served = await serveLedger({
    clients,
    items: 20 * clients,
    actions: 2 * clients,
    history: 10 * clients,
  })
  const plain = await servePlainDexie(sameRows(served))
  const browsers = [await openBrowser(), await openBrowser()]
  try {
    const [device, other] = browsers
    if (!device || !other) throw new Error('two browsers')
    await signIn(device.page, served.url, COLLECTOR)
    await isUpToDate(device.page)
    await device.page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await device.page.reload()
    await isUpToDate(device.page)
    await device.context.addInitScript(watchCatchingUp)
    const ours: Caught[] = []
    const dexie: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await afterADayOffline(device, served, round))
      await other.page.goto(plain.url)
      await other.page.waitForFunction(() => 'load' in window)
      dexie.push(Number(await other.page.evaluate('load()')))
      console.error(`${rows} rows`, ours.at(-1), `dexie ${rounded(dexie.at(-1) ?? 0)} ms`)
    }
    return { ours, dexie }
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()))
    await plain.stop()
    await served.stop()
  }
}

async function afterADayOffline(device: BenchBrowser, served: Served, round: number): Promise<Caught> {
  await device.context.setOffline(true)
  await device.page.goto('about:blank')
  await changeRows(served, round)
  await device.page.goto(served.url)
  await device.page.getByText('Offline').first().waitFor()
  await device.context.setOffline(false)
  return caughtUp(device.page)
}

/** In a process apart from the server, as an import or another instance would. */
async function changeRows({ databaseUrl, ledger }: Served, round: number): Promise<void> {
  const database = await openDatabase({ url: databaseUrl })
  const journal = new Journal(database, { ...journalPorts, committed: () => {} })
  const now = Date.now()
  const entries = ledger.actionIds.slice(0, CHANGES).map((actionId, at) => ({
    n: 0,
    entry: {
      id: newId(now, randomBytes(16)),
      kind: 'action.changed',
      v: 1,
      by: ledger.collectorId,
      subject: { type: 'client' as const, id: ledger.clientIds[at % ledger.clientIds.length] ?? '' },
      at: now,
      device: 'other',
      seen: { version: 0, stamp: '' },
      data: { actionId, fields: { name: `Renamed ${round}` }, comment: null },
    },
  }))
  const settled = await journal.submit({ companyId: ledger.companyId, stream: null, sentAt: now, entries })
  await database.close()
  const other = settled.find(({ outcome }) => outcome.type !== 'applied')
  if (other) throw new Error(JSON.stringify(other))
}

/** Rows of the size of those that change. */
function sameRows({ ledger }: Served): PlainRows {
  const row = (id: string) => ({ id, clientId: ledger.clientIds[0], text: 'x'.repeat(350) })
  const [actions, history] = [
    ledger.actionIds.slice(0, CHANGES),
    ledger.actionIds.slice(CHANGES, 2 * CHANGES),
  ]
  return { clients: [], items: [], actions: actions.map(row), history: history.map(row) }
}

async function caughtUp(page: Page): Promise<Caught> {
  for (const end = Date.now() + LONGEST_MS; Date.now() < end; await page.waitForTimeout(100)) {
    if (!(await page.evaluate(() => window.catchingUp?.complete))) continue
    await page.waitForTimeout(QUIET_MS)
    const clock = await page.evaluate(() => window.catchingUp)
    if (!clock) break
    const asked = clock.asked.filter(({ sent }) => sent >= clock.online)
    const received = await page.evaluate((since) => {
      const all = performance.getEntriesByType('resource')
      const calls = all.filter((entry) => entry instanceof PerformanceResourceTiming)
      return calls
        .filter(({ name, startTime }) => name.includes('/api/') && startTime >= since)
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
    }, clock.online)
    const sent = asked.reduce((sum, { bytes }) => sum + bytes, 0)
    return { took: clock.complete - clock.online, requests: asked.length, bytes: received + sent }
  }
  throw new Error('the device did not catch up')
}

/** Runs in the page before the app: when the network came back, what was asked, and when the position was on disk. */
function watchCatchingUp(): void {
  const clock: NonNullable<Window['catchingUp']> = { online: Infinity, complete: 0, asked: [] }
  window.catchingUp = clock
  window.addEventListener('online', () => (clock.online = performance.now()), { capture: true, once: true })
  const { fetch } = window
  window.fetch = (...args) => {
    const [path, init] = args
    if (typeof path === 'string' && path.startsWith('/api/')) {
      const bytes = typeof init?.body === 'string' ? init.body.length : 0
      clock.asked.push({ path, sent: performance.now(), bytes })
    }
    return fetch(...args)
  }
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
    if (typeof value === 'object' && value !== null && Reflect.get(value, 'id') === 'position')
      this.transaction.addEventListener('complete', () => {
        if (clock.online < Infinity) clock.complete ||= performance.now()
      })
    return key === undefined ? put.call(this, value) : put.call(this, value, key)
  }
}
