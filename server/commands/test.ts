import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { ensureBrowser } from '../testing/browser.ts'

/*
 * Everything that is checked, one line a stage: build, types, lint, formatting, and the tests in Node, on both databases
 * and in the browser, and the short torture. A skipped test counts as a failed one. The last line is `N passed, N failed`.
 */

type Counts = { passed: number; failed: number }
type Stage = { name: string; run(): Promise<Counts> }

const reports = mkdtempSync(join(tmpdir(), 'suivi-test-'))
const { PORT: _port, DATA_DIR: _dir, DATABASE_URL: _url, BASE_URL: _base, HOST: _host, ...env } = process.env

const stages: Stage[] = [
  { name: 'browser', run: async () => (ensureBrowser(), none) },
  { name: 'build', run: () => command('node', ['server/commands/build.ts']) },
  { name: 'types', run: () => command('vue-tsc', ['--noEmit']) },
  { name: 'lint', run: () => command('eslint', ['.']) },
  { name: 'format', run: () => command('prettier', ['--check', '--log-level', 'warn', '.']) },
  { name: 'unit', run: () => vitest('unit*') },
  { name: 'databases', run: () => vitest('pg:*') },
  { name: 'simulation', run: () => vitest('simulation') },
  { name: 'journeys', run: () => vitest('e2e') },
  { name: 'torture', run: torture },
]

const none: Counts = { passed: 0, failed: 0 }
const total = { ...none }

for (const { name, run } of stages) {
  const started = process.hrtime.bigint()
  const counts = await run().catch((error: unknown): Counts => {
    console.log(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1 }
  })
  const seconds = Number((process.hrtime.bigint() - started) / 10_000_000n) / 100
  const tests = counts.passed ? `${counts.passed} passed ` : ''
  console.log(`${counts.failed ? '✗' : '✓'} ${name.padEnd(10)} ${tests}${seconds.toFixed(1)} s`)
  total.passed += counts.passed
  total.failed += counts.failed
}
rmSync(reports, { recursive: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed ? 1 : 0

async function command(name: string, args: readonly string[]): Promise<Counts> {
  const { code, output } = await finished(name, args)
  if (code === 0) return none
  console.log(output)
  return { passed: 0, failed: 1 }
}

async function vitest(project: string): Promise<Counts> {
  const file = join(reports, `${project.replace(/\W/g, '')}.json`)
  const { code, output } = await finished('vitest', [
    ...['run', '--project', project, '--allowOnly=false', '--reporter=dot', '--reporter=json'],
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  const skipped = report.numPendingTests + report.numTodoTests
  if (skipped) console.log(`${skipped} tests were skipped, which counts as failed`)
  const failed = report.numFailedTests + skipped
  if (failed || code !== 0) console.log(output)
  // A file that does not load or an error outside of a test fails the run without a failed test.
  return { passed: report.numPassedTests, failed: failed || (code === 0 ? 0 : 1) }
}

/** Counts faults; the last line of the command is JSON of all. */
async function torture(): Promise<Counts> {
  const { code, output } = await finished('node', ['e2e/torture/main.ts', '--short'])
  if (code !== 0) console.log(output)
  const schema = z.object({ faults: z.int(), failures: z.array(z.string()) })
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  const { faults, failures } = z.parse(schema, JSON.parse(last))
  const failed = failures.length || (code === 0 ? 0 : 1)
  return { passed: faults - failures.length, failed }
}

function readReport(file: string) {
  const schema = z.object({
    numPassedTests: z.int(),
    numFailedTests: z.int(),
    numPendingTests: z.int(),
    numTodoTests: z.int(),
  })
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 }
  }
}

function finished(name: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(name, args, { env, shell: process.platform === 'win32' })
    let output = ''
    const hear = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => done({ code: 1, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
