import { type RunOptions, type RunReport, run } from './run.ts'
import type { Surroundings } from './world/world.ts'

const TRIES = 120

/** Leaves out steps, many at a time and then fewer, as long as the same oracle still objects. */
export async function shrunk(surroundings: Surroundings, options: RunOptions): Promise<RunReport> {
  let report = await run(surroundings, options)
  const oracle = report.failure?.oracle
  let without = [...(options.without ?? [])]
  let tries = 0
  for (let size = Math.ceil(options.steps / 2); size >= 1 && oracle; size = Math.floor(size / 2)) {
    for (let from = 1; from <= options.steps && tries < TRIES; from += size) {
      const more = Array.from({ length: size }, (_, index) => from + index).filter(
        (step) => step <= options.steps && !without.includes(step),
      )
      if (more.length === 0) continue
      tries++
      const smaller = await run(surroundings, { ...options, without: [...without, ...more] })
      if (smaller.failure?.oracle !== oracle) continue
      without = [...without, ...more]
      report = smaller
    }
  }
  return report
}
