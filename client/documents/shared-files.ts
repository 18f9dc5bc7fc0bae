/** Files another app gave to this one wait here until somebody says where they belong. Written by the service worker. */
const SHARED_CACHE = 'suivi-shared'
export const SHARE_PATH = '/share'
const NAME_HEADER = 'x-name'
const AT_HEADER = 'x-at'
/** Nobody came for them: they are somebody's, and this device may be another's by now. */
const KEPT_MS = 3_600_000

/** Keeps what a form posts; the page that shows it is asked for by itself. */
export async function keepShared(request: Request, nowMs: number): Promise<Response> {
  const form = await request.formData()
  await caches.delete(SHARED_CACHE)
  const cache = await caches.open(SHARED_CACHE)
  const files = form.getAll('files').filter((one) => one instanceof File)
  await Promise.all(
    files.map((file, at) => {
      const headers = {
        'content-type': file.type || 'application/octet-stream',
        [NAME_HEADER]: encodeURIComponent(file.name),
        [AT_HEADER]: String(nowMs),
      }
      return cache.put(`${SHARE_PATH}/${at}`, new Response(file, { headers }))
    }),
  )
  return Response.redirect(SHARE_PATH, 303)
}

export async function sharedFiles(nowMs: number): Promise<File[]> {
  if (!('caches' in window) || !(await caches.has(SHARED_CACHE))) return []
  const cache = await caches.open(SHARED_CACHE)
  const files: File[] = []
  for (const request of await cache.keys()) {
    const kept = await cache.match(request)
    if (!kept || nowMs - Number(kept.headers.get(AT_HEADER)) > KEPT_MS) continue
    const name = decodeURIComponent(kept.headers.get(NAME_HEADER) ?? '')
    files.push(new File([await kept.blob()], name, { type: kept.headers.get('content-type') ?? '' }))
  }
  return files
}

export async function forgetShared(): Promise<void> {
  if ('caches' in window) await caches.delete(SHARED_CACHE)
}
