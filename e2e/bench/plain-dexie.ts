import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { PullAnswer } from '#shared/protocol/pull.ts'

export const TABLES = ['clients', 'items', 'actions', 'history'] as const
export type PlainRows = Record<(typeof TABLES)[number], { id: string }[]>

/** The rows of a first sync by table, as a server of one plain answer would send them. */
export function plainRowsOf(pages: readonly PullAnswer[]): PlainRows {
  const files = pages.flatMap((page) => page.files)
  return {
    clients: files.flatMap(({ rows }) => (rows.client ? [rows.client] : [])),
    items: files.flatMap(({ rows }) => rows.items),
    actions: files.flatMap(({ rows }) => rows.actions),
    history: pages.flatMap((page) => page.history.flatMap(({ rows }) => rows)),
  }
}

const PAGE = `<!doctype html><title>Plain Dexie</title><script type="module">
  import { Dexie } from '/dexie.mjs'
  window.load = async () => {
    const database = new Dexie('plain', { chromeTransactionDurability: 'relaxed' })
    database.version(1).stores({ clients: 'id', items: 'id, clientId', actions: 'id, clientId', history: 'id, clientId' })
    await database.open()
    const begun = performance.now()
    const tables = await (await fetch('/rows.json')).json()
    for (const [name, rows] of Object.entries(tables)) await database.table(name).bulkPut(rows)
    return performance.now() - begun
  }
</script>`

/** A page that takes all rows from one answer and puts them into Dexie, table by table. */
export async function servePlainDexie(rows: PlainRows) {
  const dexie = join(dirname(createRequire(import.meta.url).resolve('dexie')), 'modern', 'dexie.min.mjs')
  const parts: Record<string, [type: string, body: Buffer]> = {
    '/': ['text/html', Buffer.from(PAGE)],
    '/dexie.mjs': ['text/javascript', readFileSync(dexie)],
    '/rows.json': ['application/json', Buffer.from(JSON.stringify(rows))],
  }
  const compressed = new Map(
    Object.entries(parts).map(([path, [type, body]]) => [path, { type, body: gzipSync(body) }]),
  )
  const server = createServer((request, response) => {
    const found = compressed.get(request.url ?? '')
    if (!found) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': found.type, 'content-encoding': 'gzip' })
    response.end(found.body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    stop: () => new Promise((done) => server.close(done).closeAllConnections()),
  }
}
