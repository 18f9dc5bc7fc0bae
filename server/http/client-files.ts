import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { AppEnv } from './app-env.ts'

const hashedNames = /^\/assets\//

export function isBuilt(clientFolder: string): boolean {
  return existsSync(join(clientFolder, 'index.html'))
}

/** The built app: files compressed beforehand, and its one page for every address that is a screen, not a file. */
export function clientFiles(clientFolder: string): Hono<AppEnv> {
  const files = new Hono<AppEnv>()
  const index = serveStatic({ root: clientFolder, path: 'index.html', precompressed: true })

  files.use(async (c, next) => {
    await next()
    if (!c.res.ok) return
    const hashed = hashedNames.test(c.req.path)
    c.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  })
  files.get('*', serveStatic({ root: clientFolder, precompressed: true }))
  files.get('*', async (c, next) => {
    // A screen's address may end like a file's name, as those of rules do; a browser opens it as a page.
    const isPage = c.req.header('accept')?.includes('text/html') ?? false
    if (!isPage && /\.[^/]+$/.test(c.req.path)) return c.text('There is no such file.', 404)
    if (!isBuilt(clientFolder)) return c.text('The app is not built: run "npm run build".', 503)
    return index(c, next)
  })
  return files
}
