import { type BrowserContext, chromium } from 'playwright-core'

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 800 }

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

type Looks = { viewport?: { width: number; height: number }; language?: string }

/** Chromium on a profile of its own, with service worker and IndexedDB on disk. */
export function launchBrowser(
  executablePath: string,
  profile: string,
  { viewport = PHONE, language = 'en-GB' }: Looks = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: ARGUMENTS,
    viewport,
    locale: language,
    timezoneId: 'Europe/Paris',
    hasTouch: viewport.width < 600,
  })
}
