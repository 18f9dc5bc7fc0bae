import { writeFileSync } from 'node:fs'
import type { CDPSession } from 'playwright-core'

/** With `PROFILE=folder` what runs is profiled, for whoever asks where the time goes; otherwise it only runs. */
export async function profiled<T>(cdp: CDPSession, name: string, run: () => Promise<T>): Promise<T> {
  const folder = process.env['PROFILE']
  if (!folder) return run()
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: 200 })
  await cdp.send('Profiler.start')
  const result = await run()
  const { profile } = await cdp.send('Profiler.stop')
  writeFileSync(`${folder}/${name}.cpuprofile`, JSON.stringify(profile))
  return result
}
