import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Chromium of CHROMIUM or of one of the usual places. */
function findBrowser(): string | undefined {
  return process.env['CHROMIUM'] || usualPlaces.find((place) => existsSync(place))
}

/** Finds a browser, or installs one where that is possible without asking (apt, as root). */
export function ensureBrowser(): string {
  const found = findBrowser() ?? installBrowser()
  if (!found)
    throw new Error(
      'There is no Chromium: install it (apt-get install chromium), or set CHROMIUM to its path.',
    )
  return found
}

function installBrowser(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore' })
  }
  return findBrowser()
}
