import { createApp, effectScope } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import { NOTHING_READ, type ImportPlan } from '#shared/imports/import-plan.ts'
import type { ImportProgress } from '#shared/protocol/imports.ts'
import { problem } from '#shared/protocol/problem.ts'
import { type ImportServer, importServerKey } from './import-server.ts'
import { useImport } from './useImport.ts'

const file = new File(['a,b'], 'ledger.csv')
const sketch = { encoding: 'utf-8', delimiter: ',', headers: ['a', 'b'], rows: [], suggested: BLANK_MAPPING }
const plan: ImportPlan = {
  source: 'ledger',
  mapping: 'new',
  asOf: '2026-11-22',
  mode: 'full',
  counts: { ...NOTHING_READ, read: 1, added: 1 },
  absent: 0,
  openBefore: 0,
  newClients: 1,
  totals: [],
  unknownCollectors: [],
  columnsAbsent: [],
  guard: [],
}
const totals = { open: 1, outstanding: { EUR: 1 }, disputed: { EUR: 0 }, version: 2 }

const answer = <Data>(data: Data) => Promise.resolve({ type: 'answer' as const, data })

function onScreen(more: Partial<ImportServer> = {}) {
  const server: ImportServer = {
    upload: () => answer({ id: 'u1', fileName: 'ledger.csv', sketch }),
    sketch: () => answer(sketch),
    preview: () => answer({ plan, rows: [], errors: [] }),
    apply: () => answer({ state: 'running', done: 0, of: 0 }),
    progress: () => answer({ state: 'uploaded' }),
    past: () => answer([]),
    unfollowed: () => answer([]),
    ...more,
  }
  const app = createApp({})
  app.provide(importServerKey, server)
  const scope = effectScope()
  const job = app.runWithContext(() => scope.run(() => useImport('2026-11-22')))
  if (!job) throw new Error('no import')
  return { job, leave: () => scope.stop() }
}

describe('an import on the screen', () => {
  it('goes from the file over the columns and the check to what came of it', async () => {
    vi.useFakeTimers()
    const done: ImportProgress = { state: 'done', plan, counts: plan.counts, absent: 0, totals, errors: [] }
    const ends: ImportProgress[] = [{ state: 'running', done: 1, of: 2 }, done]
    const { job } = onScreen({ progress: () => answer(ends.shift() ?? done) })
    await job.choose(file)
    expect(job.step.value).toBe('map')
    expect(job.mapping.value).toEqual(BLANK_MAPPING)
    await job.lookAhead()
    expect(job.step.value).toBe('preview')
    const applied = job.apply(false)
    await vi.runAllTimersAsync()
    await applied
    expect(job.step.value).toBe('apply')
    expect(job.progress.value).toEqual(done)
    vi.useRealTimers()
  })

  it('says why a file cannot be read and stays where another can be chosen', async () => {
    const refusal = { code: 'workbook' as const }
    const { job } = onScreen({ upload: () => answer({ id: 'u1', fileName: 'x', sketch: { refusal } }) })
    await job.choose(file)
    expect(job.step.value).toBe('choose')
    expect(job.trouble.value).toEqual({ type: 'refusal', refusal })
  })

  it('keeps the mapping when the way to the server is lost, and forgets the trouble when asked again', async () => {
    let isLost = true
    const { job } = onScreen({
      preview: () => (isLost ? Promise.resolve({ type: 'offline' }) : answer({ plan, rows: [], errors: [] })),
    })
    await job.choose(file)
    await job.lookAhead()
    expect(job.step.value).toBe('map')
    expect(job.trouble.value).toEqual({ type: 'call', called: { type: 'offline' } })
    isLost = false
    await job.lookAhead()
    expect(job.trouble.value).toBeNull()
    expect(job.step.value).toBe('preview')
  })

  it('asks on through a lost connection, and stops when the server no longer knows the file', async () => {
    vi.useFakeTimers()
    const gone = { type: 'problem' as const, problem: problem('not-found', 'gone') }
    const calls: Awaited<ReturnType<ImportServer['progress']>>[] = [
      { type: 'offline' },
      { type: 'serverDown' },
      gone,
    ]
    const { job } = onScreen({ progress: () => Promise.resolve(calls.shift() ?? gone) })
    await job.choose(file)
    const applied = job.apply(true)
    await vi.runAllTimersAsync()
    await applied
    expect(calls).toEqual([])
    expect(job.trouble.value).toEqual({ type: 'call', called: gone })
    vi.useRealTimers()
  })
})
