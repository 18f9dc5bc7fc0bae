import { holds } from './kept-truth.ts'
import { type Site, isUp } from './site.ts'
import type { Extent, Told } from './told.ts'
import { underLoad } from './under-load.ts'

const KILLS: Record<Extent, number> = { short: 3, full: 20 }
const HEALTHY_WITHIN_MS = 10_000

/** SIGKILL under load, again and again: nothing acknowledged is lost, nothing is done twice, all is answered in the end. */
export async function killed(what: 'postgres' | 'server', site: Site, extent: Extent): Promise<Told> {
  const kills = KILLS[extent]
  let slowest = 0
  const { truth, tries } = await underLoad(site, async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      await new Promise((done) => setTimeout(done, 300 + ((kill * 137) % 500)))
      await (what === 'postgres' ? site.postgres.kill() : site.killServer())
      const begun = performance.now()
      await (what === 'postgres' ? site.postgres.start() : site.startServer())
      await isUp(site.url)
      slowest = Math.max(slowest, performance.now() - begun)
    }
    await new Promise((done) => setTimeout(done, 500))
  })
  return {
    fault: `${what} killed`,
    injected: `${kills} × SIGKILL under load (${tries} pushes tried)`,
    expected: `0 lost, 0 twice, 0 otherwise; healthy within ${HEALTHY_WITHIN_MS / 1000} s by itself`,
    seen: `${JSON.stringify(truth)}; slowest ${(slowest / 1000).toFixed(1)} s`,
    isAsExpected: holds(truth) && slowest <= HEALTHY_WITHIN_MS,
  }
}
