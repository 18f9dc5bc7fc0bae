import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { coverageOf, inShort } from './coverage.ts'
import type { RunReport } from './run.ts'
import { shrink, simulate } from './simulate.ts'

/*
 * `npm run simulate -- [--seed N] [--runs R] [--devices D] [--steps S] [--jobs J] [--cells]`: runs R seeds from N on.
 * `--cells`: names the cells that are empty without a reason, and counts the others by theirs.
 * `-- --mutants [--only REGEX] [--at-most RUNS]` hunts deliberate defects instead (`mutants/`).
 * The last line is JSON of what was checked; a failure prints seed, oracle and a shrunk trace.
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '200' },
    devices: { type: 'string', default: '4' },
    steps: { type: 'string', default: '80' },
    jobs: { type: 'string' },
    cells: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string' },
    'at-most': { type: 'string', default: '1000' },
  },
})
const [seed, count, devices, steps] = [values.seed, values.runs, values.devices, values.steps].map(
  Number,
) as [number, number, number, number]

if (values.mutants) {
  const { huntAll } = await import('./mutants/hunt-all.ts')
  const [jobs, runsAtMost] = [values.jobs ?? 2, values['at-most']].map(Number) as [number, number]
  process.exit((await huntAll({ only: values.only, jobs, runsAtMost })) ? 0 : 1)
}

const started = process.hrtime.bigint()
const reports = await simulate({
  runs: Array.from({ length: count }, (_, index) => ({ seed: seed + index, devices, steps })),
  ...(values.jobs && { jobs: Number(values.jobs) }),
})
const failed = reports.filter(({ failure }) => failure)
for (const { seed, failure } of failed) console.error(`seed ${seed}: ${failure?.message ?? ''}`)
if (failed[0]) await explain(failed[0])
console.log(JSON.stringify(summaryOf(reports)))
process.exitCode = failed.length === 0 ? 0 : 1

async function explain({ seed }: RunReport): Promise<void> {
  const { failure } = await shrink({ seed, devices, steps })
  console.error(`\nseed ${seed}, oracle: ${failure?.oracle ?? 'none when shrinking'}\n`)
  for (const line of failure?.trace ?? []) console.error(`  ${line}`)
  console.error(`\n${failure?.message ?? ''}\n`)
}

function summaryOf(all: readonly RunReport[]) {
  const faults = added(all.map((report) => report.faults))
  const { cells, filled, reasoned, empty } = coverageOf(all.flatMap(({ covered }) => covered))
  return {
    runs: all.length,
    devices,
    steps: all.length * steps,
    entries: all.reduce((sum, { entries }) => sum + entries, 0),
    faults,
    byRules: added(all.map(({ byRules }) => byRules)),
    coverage: {
      cells,
      filled,
      reasoned: values.cells ? reasoned : sumOf(reasoned),
      empty: values.cells ? empty : inShort(empty),
    },
    failures: failed.length,
    traceHash: createHash('sha256')
      .update(all.map(({ traceHash }) => traceHash).join())
      .digest('hex'),
    seconds: Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000,
  }
}

function added(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [name, times] of all.flatMap((counts) => Object.entries(counts)))
    sums[name] = (sums[name] ?? 0) + times
  return sums
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
