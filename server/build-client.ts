import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
export const builtClient = join(root, 'dist', 'client')

const madeFrom = ['client', 'shared', 'vite.config.ts', 'package-lock.json']
const worthCompressing = /\.(js|css|html|svg|webmanifest|json)$/

/** Builds the app into `dist/client`, with a compressed copy beside each file. */
export async function buildClient(): Promise<void> {
  const { build } = await import('vite')
  const environment = process.env['NODE_ENV']
  // A test runner sets another one, and Vue would be built as its developers get it: half as large again, and slower.
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', mode: 'production' })
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = environment
  }
  for (const file of filesUnder(builtClient)) {
    const content = readFileSync(file)
    if (!worthCompressing.test(file) || content.length < 512) continue
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  }
}

/** Builds only when something was changed since the last build; says whether it did. */
export async function buildClientIfStale(): Promise<boolean> {
  if (isFresh()) return false
  await buildClient()
  return true
}

function isFresh(): boolean {
  const built = changedAt(join(builtClient, 'index.html'))
  return (
    built !== undefined &&
    madeFrom.every((path) => filesUnder(join(root, path)).every((file) => (changedAt(file) ?? 0) < built))
  )
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function changedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}
