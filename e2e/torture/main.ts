import { parseArgs } from 'node:util'
import { badNetwork } from './bad-network.ts'
import { browserKilled } from './browser-killed.ts'
import { clocks } from './clocks.ts'
import { dailyRun } from './daily-run.ts'
import { killed } from './killed.ts'
import { poisoned } from './poisoned.ts'
import { restored } from './restored.ts'
import { sessionExpired } from './session-expired.ts'
import { type Site, openSite } from './site.ts'
import { storageFull } from './storage-full.ts'
import { tabs } from './tabs.ts'
import type { Extent, Told } from './told.ts'
import { uploadsCut, uploadsFull } from './uploads.ts'

/** `npm run torture [-- --short] [-- NAME …]`: real processes, real faults; a line each, and JSON of all at the end. */
const FAULTS: Record<string, (site: Site, extent: Extent) => Promise<Told>> = {
  'postgres-killed': (site, extent) => killed('postgres', site, extent),
  'server-killed': (site, extent) => killed('server', site, extent),
  'daily-run': dailyRun,
  'bad-network': badNetwork,
  'uploads-cut': uploadsCut,
  'uploads-full': uploadsFull,
  restored,
  'browser-killed': browserKilled,
  tabs,
  'storage-full': storageFull,
  poisoned,
  'session-expired': sessionExpired,
  // Last: the server's moments stay ahead of the day.
  clocks,
}

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !(name in FAULTS))
if (unknown.length > 0) {
  console.error(`npm run torture -- [--short] ${Object.keys(FAULTS).join(' | ')}`)
  process.exit(2)
}
const extent: Extent = values.short ? 'short' : 'full'
const chosen = positionals.length > 0 ? positionals : Object.keys(FAULTS).filter(isIn(extent))

/**
 * What belongs to the full form: a browser looks at the room that is left on its device only twice a minute, and a disk
 * of its own for uploads is mounted by root alone.
 */
function isIn(wanted: Extent) {
  return (name: string) => wanted === 'full' || !['storage-full', 'uploads-full'].includes(name)
}

const told: Told[] = []
const site = await openSite()
try {
  for (const name of chosen) {
    const fault = FAULTS[name]
    if (!fault) continue
    const begun = performance.now()
    const one = await fault(site, extent).catch((error: unknown) => brokenOff(name, error))
    told.push(one)
    console.log(
      `${one.isAsExpected ? '✓' : '✗'} ${one.fault}  ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    )
    console.log(`    injected  ${one.injected}\n    expected  ${one.expected}\n    seen      ${one.seen}`)
  }
} finally {
  await site.stop()
}
const failures = told.filter(({ isAsExpected }) => !isAsExpected).map(({ fault }) => fault)
console.log(JSON.stringify({ faults: told.length, failures }))
// What a fault that broke off has left open must not hold up the end.
process.exit(failures.length > 0 ? 1 : 0)

/** A fault that ends early is one that was not seen to be borne. */
function brokenOff(fault: string, error: unknown): Told {
  const seen = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
  return { fault, injected: 'broke off', expected: 'an end', seen, isAsExpected: false }
}
