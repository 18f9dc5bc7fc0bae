import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Patch } from './module-hooks.ts'
import type { RunOptions, RunReport } from './run.ts'

export type Simulation = {
  runs: readonly RunOptions[]
  /** Deliberate defects the product is loaded with. */
  patches?: readonly Patch[]
  /** No further run is begun once one has failed. */
  stopsAtFailure?: boolean
  jobs?: number
}

/** A run in a worker, or one made as small as it still fails. */
export type Task = { type: 'run' | 'shrink'; options: RunOptions }

/** Does runs in workers, each with a database and a product of its own. The reports come in the order of the runs. */
export async function simulate(simulation: Simulation): Promise<RunReport[]> {
  const { runs, patches = [], stopsAtFailure = false } = simulation
  const jobs = Math.min(runs.length, simulation.jobs ?? Math.min(2, availableParallelism()))
  const reports: RunReport[] = []
  let next = 0
  const work = async () => {
    const worker = new SimulationWorker(patches)
    try {
      for (let at = next++; at < runs.length; at = next++) {
        const options = runs[at]
        if (!options) return
        const report = await worker.do({ type: 'run', options })
        reports[at] = report
        if (report.failure && stopsAtFailure) next = runs.length
      }
    } finally {
      await worker.end()
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return reports.filter(() => true)
}

/** The same failure with as few steps as a greedy search finds. */
export async function shrink(options: RunOptions, patches: readonly Patch[] = []): Promise<RunReport> {
  const worker = new SimulationWorker(patches)
  try {
    return await worker.do({ type: 'shrink', options })
  } finally {
    await worker.end()
  }
}

/** One realm with a database and a product of its own. */
export class SimulationWorker {
  #worker: Worker

  constructor(patches: readonly Patch[]) {
    this.#worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { patches } })
  }

  do(task: Task): Promise<RunReport> {
    return new Promise((done, fail) => {
      const worker = this.#worker
      const settled = () => {
        worker.off('message', hear)
        worker.off('error', broke)
        worker.off('exit', ended)
      }
      const hear = (report: RunReport) => (settled(), done(report))
      const broke = (error: Error) => (settled(), fail(error))
      const ended = (code: number) => broke(new Error(`the worker ended with ${code}`))
      worker.on('message', hear)
      worker.on('error', broke)
      worker.on('exit', ended)
      worker.postMessage(task)
    })
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
