import { parentPort, workerData } from 'node:worker_threads'
import { type Patch, installModuleHooks } from './module-hooks.ts'
import type { Task } from './simulate.ts'

/** Runs what it is told to, one after the other. Nothing of the product is loaded before the hooks are in place. */
installModuleHooks((workerData as { patches: Patch[] }).patches)

const { prepare } = await import('./surroundings.ts')
const { run } = await import('./run.ts')
const { shrunk } = await import('./shrink.ts')

// A tab that finds another one leading leaves its transaction as it is; on a disk that is full here, also one that wrote
// nothing fails, and nobody waits for it.
process.on('unhandledRejection', (error) => {
  if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
})

const surroundings = await prepare()
parentPort?.on('message', ({ type, options }: Task) => {
  void (type === 'run' ? run(surroundings, options) : shrunk(surroundings, options)).then((report) =>
    parentPort?.postMessage(report),
  )
})
