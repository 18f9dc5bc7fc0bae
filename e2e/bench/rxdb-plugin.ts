import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import postgres from 'postgres'
import { build } from 'vite'
import { type PlainRows, TABLES } from './plain-dexie.ts'

/**
 * What a team would build in an afternoon: RxDB's own replication over plain endpoints with the usual (updatedAt, id)
 * checkpoint, a collection a table, 1,000 documents a call (its default of 100 was slower), the four side by side.
 */
const BATCH = 1000

const MAIN = `import { createRxDatabase } from 'rxdb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { replicateRxCollection } from 'rxdb/plugins/replication'

const TABLES = ${JSON.stringify(TABLES)}
const clientId = { type: 'string', maxLength: 40 }
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 }, updatedAt: { type: 'number' } },
  required: ['id', 'updatedAt'],
}
const ofClient = {
  ...schema,
  properties: { ...schema.properties, clientId },
  required: [...schema.required, 'clientId'],
  indexes: ['clientId'],
}
window.load = async () => {
  const database = await createRxDatabase({
    name: 'plugin',
    storage: getRxStorageDexie({ chromeTransactionDurability: 'relaxed' }),
    multiInstance: false,
  })
  const schemas = TABLES.map((name) => [name, { schema: name === 'clients' ? schema : ofClient }])
  await database.addCollections(Object.fromEntries(schemas))
  const begun = performance.now()
  const replications = TABLES.map((name) =>
    replicateRxCollection({
      collection: database[name],
      replicationIdentifier: name,
      live: false,
      pull: {
        batchSize: ${BATCH},
        async handler(checkpoint, limit) {
          const { updatedAt = 0, id = '' } = checkpoint ?? {}
          const answer = await fetch(\`/pull/\${name}?updatedAt=\${updatedAt}&id=\${id}&limit=\${limit}\`)
          return answer.json()
        },
      },
    }),
  )
  await Promise.all(replications.map((replication) => replication.awaitInitialReplication()))
  const took = performance.now() - begun
  const counts = await Promise.all(TABLES.map((name) => database[name].count().exec()))
  if (counts.reduce((sum, n) => sum + n) !== __ROWS__) throw new Error('rows are missing: ' + counts)
  return took
}
`

/** A server of such endpoints on tables of its own in the same Postgres, and the page that replicates from it. */
export async function servePlugin(rows: PlainRows, databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} })
  for (const table of TABLES) await fill(sql, table, rows[table])
  const page = await builtPage(TABLES.reduce((sum, table) => sum + rows[table].length, 0))
  let bytes = 0
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bench')
    const send = (type: string, body: string | Buffer) => {
      const compressed = gzipSync(body, { level: 6 })
      if (type === 'application/json') bytes += compressed.length
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(compressed)
    }
    const table = TABLES.find((name) => url.pathname === `/pull/${name}`)
    if (!table)
      return send(url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html', page(url.pathname))
    const { updatedAt, id, limit } = Object.fromEntries(url.searchParams)
    sql
      .unsafe<{ id: string; updatedAt: number; data: object }[]>(
        `select id, updated_at::float8 as "updatedAt", data from plugin_${table}
         where (updated_at, id) > ($1, $2) order by updated_at, id limit $3`,
        [Number(updatedAt), id ?? '', Number(limit)],
      )
      .then((found) => {
        const last = found.at(-1)
        const documents = found.map((row) => ({ ...row.data, updatedAt: row.updatedAt, _deleted: false }))
        const checkpoint = last
          ? { updatedAt: last.updatedAt, id: last.id }
          : { updatedAt: Number(updatedAt), id }
        send('application/json', JSON.stringify({ documents, checkpoint }))
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address() as AddressInfo
  return {
    url: `http://localhost:${address.port}/`,
    /** Bytes of answers since it was last asked, compressed. */
    bytes() {
      const counted = bytes
      bytes = 0
      return counted
    },
    async stop() {
      await new Promise((done) => server.close(done).closeAllConnections())
      await sql.end()
    },
  }
}

type Row = PlainRows[keyof PlainRows][number]

async function fill(sql: postgres.Sql, table: keyof PlainRows, rows: readonly Row[]): Promise<void> {
  await sql.unsafe(
    `create table plugin_${table} (id text primary key, updated_at bigint not null, data jsonb not null)`,
  )
  for (let at = 0; at < rows.length; at += 1000)
    await sql.unsafe(
      `insert into plugin_${table} select r->>'id', 1700000000000 + (r->>'version')::bigint, r
       from jsonb_array_elements($1::jsonb) as r`,
      [rows.slice(at, at + 1000) as never],
    )
  await sql.unsafe(`create index on plugin_${table} (updated_at, id)`)
  await sql.unsafe(`analyze plugin_${table}`)
}

async function builtPage(rows: number) {
  const root = mkdtempSync(join(tmpdir(), 'suivi-bench-plugin-'))
  try {
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
    writeFileSync(join(root, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>')
    writeFileSync(join(root, 'main.js'), MAIN.replace('__ROWS__', String(rows)))
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      build: {
        outDir: 'built',
        target: 'es2022',
        rolldownOptions: { output: { entryFileNames: 'main.js' } },
      },
    })
    const files: Record<string, Buffer> = {
      '/': readFileSync(join(root, 'built/index.html')),
      '/main.js': readFileSync(join(root, 'built/main.js')),
    }
    return (path: string) => files[path] ?? ''
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
