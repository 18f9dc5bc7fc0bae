/// <reference lib="webworker" />
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { SHARE_PATH, keepShared } from './documents/shared-files.ts'

/*
 * Serves the built app without a network, deep links included; data never passes through here. A new version waits
 * until the person says so (UpdatePrompt), because a reload in the middle of work is a loss.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | PrecacheEntry)[] }

/** Of the browsers' static routing; not in the types yet. */
type AddRoutes = (rule: {
  condition: { urlPattern: { pathname: string } }
  source: 'network'
}) => Promise<void>

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
// Where the browser knows of it, calls go straight to the network: they need not wait for this worker to be started.
self.addEventListener('install', (event: ExtendableEvent & { addRoutes?: AddRoutes }) => {
  const added = event.addRoutes?.({ condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' })
  if (added) event.waitUntil(added.catch(() => undefined))
})
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//] }))

// What another app shares comes as a form, without a network too; it stays on the device until somebody says where it belongs.
self.addEventListener('fetch', (event: FetchEvent) => {
  const { request } = event
  if (request.method === 'POST' && new URL(request.url).pathname === SHARE_PATH)
    event.respondWith(keepShared(request, Date.now()))
})

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const message: unknown = event.data
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING')
    void self.skipWaiting()
})
