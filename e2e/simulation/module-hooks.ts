import { registerHooks } from 'node:module'

/** A deliberate change of a source file, made when the module is loaded; the file on disk stays as it is. */
export type Patch = { file: string; find: string; replace: string }

const ROOT = new URL('../../', import.meta.url)
const REGISTRY = new URL('shared/journal/kinds.ts', ROOT).href
/** Where a kind is looked up: on the server, and on a page. */
const REGISTRIES = [REGISTRY, new URL('client/replica/kinds-here.ts', ROOT).href]
/** The registry of kinds and what reads it: each page, and the server, may be of another build. */
const OF_A_BUILD = [
  REGISTRY,
  ...['decide', 'may'].map((name) => new URL(`shared/journal/${name}.ts`, ROOT).href),
]
const PAGE_MODULES = [
  new URL('client/', ROOT).href,
  '/node_modules/rxdb/',
  '/node_modules/idb/',
  ...OF_A_BUILD,
]
const SERVER = new URL('server/', ROOT).href
/** As `SERVER_PAGE` says, which may not be loaded yet. */
const SERVER_PAGE = '0'

/**
 * Gives every page its own copy of the modules that keep state (`…?page=N` and all they import), as browsers do, and
 * loads patched sources. To be called before anything of the product is imported.
 */
export function installModuleHooks(patches: readonly Patch[]): void {
  const open = new Set(patches)
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const page = pageOf(context.parentURL) ?? serverPageOf(context.parentURL, found.url)
      return page === null || found.url.includes('?') || !isOfPage(found.url)
        ? found
        : { ...found, url: `${found.url}?page=${page}` }
    },
    load(url, context, next) {
      const loaded = next(url, context)
      const page = pageOf(url)
      const [file = url] = url.split('?')
      const own = patches.filter((patch) => new URL(patch.file, ROOT).href === file)
      const ofPage = page !== null && ASKS_FOR_DATABASES.some((part) => file.includes(part))
      const ofBuild = page !== null && REGISTRIES.includes(file)
      if (own.length === 0 && !ofPage && !ofBuild) return loaded
      let source = textOf(loaded.source)
      for (const patch of own) {
        const times = source.split(patch.find).length - 1
        if (times !== 1) throw new Error(`${patch.file} says ${times} times: ${patch.find}`)
        source = source.replace(patch.find, () => patch.replace)
        open.delete(patch)
      }
      if (ofBuild) source = withOwnBuild(source, page)
      return { ...loaded, source: ofPage ? withOwnIndexedDb(source, page) : source }
    },
  })
  process.on('exit', () => {
    for (const { file } of open) process.stderr.write(`a patch of ${file} was never loaded\n`)
  })
}

export function pageUrl(file: string, page: number): string {
  return `${new URL(file, ROOT).href}?page=${page}`
}

/** Those that ask the global for databases; each page has its own. */
const ASKS_FOR_DATABASES = ['/node_modules/idb/', '/client/documents/hand-over-pages.ts']

function withOwnIndexedDb(source: string, page: string): string {
  return `const indexedDB = {
    open: (...given) => globalThis.indexedDbOfPages.get(${page}).open(...given),
    databases: () => globalThis.indexedDbOfPages.get(${page}).databases(),
    deleteDatabase: (...given) => globalThis.indexedDbOfPages.get(${page}).deleteDatabase(...given),
  };\n${source}`
}

/** A kind is looked up in the build that the page, or the server, is of. */
function withOwnBuild(source: string, page: string): string {
  return source.replaceAll(/return (\w+)\.get\(name\)/g, `return globalThis.asBuilt(${page}, $1.get(name))`)
}

function serverPageOf(parent: string | undefined, url: string): string | null {
  return parent?.startsWith(SERVER) && OF_A_BUILD.includes(url) ? SERVER_PAGE : null
}

function pageOf(url: string | undefined): string | null {
  return url?.match(/\?page=(\d+)$/)?.[1] ?? null
}

function isOfPage(url: string): boolean {
  return PAGE_MODULES.some((part) => url.includes(part))
}

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray | null | undefined): string {
  if (typeof source === 'string') return source
  return source ? new TextDecoder().decode(source) : ''
}
