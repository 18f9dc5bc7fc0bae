import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import type { Settings } from '../env.ts'

const POLICY = 'content-security-policy'

/** Headers of every answer. One that brought a policy of its own, stricter than the app's, keeps it. */
export function securityHeaders(settings: Pick<Settings, 'baseUrl'>) {
  const usual = usualHeaders(settings)
  return createMiddleware(async (c, next) => {
    let own: string | null = null
    await usual(c, async () => {
      await next()
      own = c.res.headers.get(POLICY)
    })
    if (own !== null) c.res.headers.set(POLICY, own)
  })
}

function usualHeaders(settings: Pick<Settings, 'baseUrl'>) {
  const self = ["'self'"]
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: self,
      styleSrc: self,
      // A PDF of a document, drawn by the browser's own viewer from bytes the page has.
      frameSrc: ['blob:'],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: self,
      connectSrc: self,
      manifestSrc: self,
      workerSrc: self,
      formAction: self,
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    permissionsPolicy: { camera: ['self'], geolocation: [], microphone: [] },
    referrerPolicy: 'same-origin',
    strictTransportSecurity: settings.baseUrl.startsWith('https://') ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
  })
}
