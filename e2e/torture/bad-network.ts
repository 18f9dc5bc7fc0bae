import { holds } from './kept-truth.ts'
import type { Weather } from './proxy.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'
import { underLoad } from './under-load.ts'

const ROUNDS: Record<Extent, number> = { short: 1, full: 5 }
const LASTS_MS = 500
const THROTTLED_MS = 3000

const weatherOf = (round: number): Weather[] => [
  { type: 'refuse' },
  { type: 'reset', afterBytes: 100 + round * 700 },
  { type: 'reset', afterBytes: 2000 + round * 1500 },
  { type: 'swallowAnswers' },
  { type: 'halfOpen' },
  // 100 kbit a second.
  { type: 'throttle', bytesPerSecond: 12_500 },
]

/** Every weather in turn, and clear skies between: all arrives, once, whatever answers were lost. */
export async function badNetwork(site: Site, extent: Extent): Promise<Told> {
  const before = site.proxy.counts.hurt
  const { truth, tries } = await underLoad(site, async () => {
    for (let round = 0; round < ROUNDS[extent]; round += 1)
      for (const weather of weatherOf(round)) {
        site.proxy.weather(weather)
        await new Promise((done) => setTimeout(done, weather.type === 'throttle' ? THROTTLED_MS : LASTS_MS))
        site.proxy.weather({ type: 'clear' })
        await new Promise((done) => setTimeout(done, LASTS_MS / 2))
      }
  })
  const hurt = site.proxy.counts.hurt - before
  return {
    fault: 'bad network',
    injected: `${hurt} connections refused, reset after k bytes, left half open, slowed or without their answer (${tries} pushes tried)`,
    expected: 'all answered, 0 lost, 0 twice',
    seen: JSON.stringify(truth),
    isAsExpected: hurt > 0 && holds(truth),
  }
}
