import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { type Plugin, defaultClientConditions, defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Ours, or an icon: libraries have folders of such names too. */
const isOurs = (id: string) => !id.includes('/node_modules/') || id.includes('/@lucide/vue/')

/** Small parts that most screens use; what draws sheets and menus comes when one is opened. */
const inMostScreens = [
  /\/@lucide\/vue\//,
  // What tells the history comes with the history.
  /\/shared\/(?!history\/)/,
  /\/client\/(replica|outbox|session|items|shell)\/[\w-]+\.ts/,
  /\/client\/ui\/(format\/)?[a-z][\w-]*\.ts/,
  /\/client\/ui\/(Amount|Day|Status)(Text|Badge)|(Kind|Pending)Dot|ListRow|SectionHeader|EmptyState|BulkBar/,
  /\/client\/ui\/Base(Button|IconButton|Chip|Checkbox|Field|Input|SkeletonRows)\./,
]

const isInMostScreens = (id: string) => isOurs(id) && inMostScreens.some((part) => part.test(id))

type Module = { code: string | null; importedIds: readonly string[] }
type Modules = { getModuleInfo: (id: string) => Module | null }

/** What is read with some modules: all that they import at once, and what that imports. */
function readWith(roots: readonly string[]): (id: string, modules: Modules) => boolean {
  let known: Set<string> | undefined
  return (id, modules) => {
    known ??= importedBy(roots, modules)
    return known.has(id)
  }
}

/** Has every icon there is. */
const ICONS = /\/@lucide\/vue\/dist\/esm\/lucide-vue\.mjs$/

function importedBy(roots: readonly string[], modules: Modules): Set<string> {
  const imports = (id: string) => {
    const { code = null, importedIds = [] } = modules.getModuleInfo(id) ?? {}
    return importedIds.flatMap((one) => (ICONS.test(one) ? iconsNamedIn(code ?? '', one, modules) : [one]))
  }
  const found = new Set(roots.flatMap(imports))
  for (const id of found) for (const imported of imports(id)) found.add(imported)
  return found
}

/** Of all icons, the modules of those a module names. */
function iconsNamedIn(code: string, icons: string, modules: Modules): string[] {
  const { code: exported, importedIds = [] } = modules.getModuleInfo(icons) ?? {}
  const named = /import\s*{([^}]*)}\s*from\s*["']@lucide\/vue["']/.exec(code)?.[1] ?? ''
  const names = named.split(',').map((name) => name.trim().split(' as ')[0])
  return names.flatMap((name) => {
    const file = new RegExp(`as ${name}\\b[^}]*} from ["']\\.(/icons/[\\w-]+\\.mjs)["']`).exec(
      exported ?? '',
    )?.[1]
    return file === undefined ? [] : importedIds.filter((id) => id.endsWith(file))
  })
}

/** Before the first paint; the entry itself waits for the app. */
const isReadAtStart = readWith([here('client/start.ts')])
const isReadByAll = readWith([here('client/main.ts')])
const isReadWithAgenda = readWith([here('client/agenda/AgendaView.vue')])
const isReadFirst = readWith([here('client/main.ts'), here('client/agenda/AgendaView.vue')])

/** The letters of most texts are asked for with the page: when they come after the first layout, all is laid out twice. */
const preloadLetters: Plugin = {
  name: 'preload-letters',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle }) {
      const letters = Object.keys(bundle ?? {}).find((file) => /inter-latin-wght-normal.*woff2$/.test(file))
      if (!letters) return []
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${letters}` }
      return [{ tag: 'link', attrs, injectTo: 'head-prepend' }]
    },
  },
}

export default defineConfig({
  root: here('client'),
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  resolve: {
    // Classes as browsers know them, instead of functions and helpers for those of 2015.
    conditions: ['es2015', ...defaultClientConditions],
    alias: [
      { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' },
      { find: /^broadcast-channel$/, replacement: here('client/replica/no-broadcast-channel.ts') },
      { find: /^\.\.\/createLucideIcon\.mjs$/, replacement: here('client/ui/drawn-icon.ts') },
      { find: /^event-reduce-js$/, replacement: here('client/replica/no-event-reduce.ts') },
    ],
  },
  plugins: [
    vue(),
    tailwindcss(),
    preloadLetters,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2}'],
        maximumFileSizeToCacheInBytes: 4_000_000,
      },
      manifest: {
        id: '/',
        name: 'Suivi',
        short_name: 'Suivi',
        description: 'Follow up unpaid invoices, offline too.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#ffffff',
        share_target: {
          action: '/share',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            files: [{ name: 'files', accept: ['image/*', 'application/pdf', 'text/plain', 'text/csv'] }],
          },
        },
        icons: [
          { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // By itself, so that a picture is shown before the app is even read.
            {
              name: (id, modules) => (isReadAtStart(id, modules) ? 'start' : null),
              debugName: 'start',
              priority: 3,
            },
            // A file each for every icon and helper would cost more to fetch than it holds.
            {
              name: (id, modules) => (isReadFirst(id, modules) ? 'shared' : null),
              debugName: 'shared',
              priority: 2,
              minShareCount: 3,
              test: isInMostScreens,
            },
            // What else the first screen is made of: a file for each part would cost more to fetch than it holds.
            {
              name: (id, modules) =>
                isReadWithAgenda(id, modules) && !isReadByAll(id, modules) ? 'agenda' : null,
              debugName: 'agenda',
              priority: 1.5,
              test: isOurs,
            },
            // What most screens share and the first does not need.
            { name: 'later', minShareCount: 3, test: isInMostScreens, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env['WEB_PORT'] ?? 5173),
    strictPort: true,
    fs: { allow: [here('.')] },
    proxy: { '/api': { target: `http://127.0.0.1:${process.env['PORT'] ?? 3000}`, changeOrigin: false } },
  },
})
