import { parentPort, workerData } from 'node:worker_threads'
import { type Patch, installModuleHooks } from './module-hooks.ts'
import type { Task } from './simulate.ts'

/** Runs what it is told to, one after the other. Nothing of the product is loaded before the hooks are in place. */
installModuleHooks((workerData as { patches: Patch[] }).patches)

const { prepare } = await import('./surroundings.ts')
const { run } = await import('./run.ts')
const { shrunk } = await import('./shrink.ts')

const surroundings = await prepare()
parentPort?.on('message', ({ type, options }: Task) => {
  void (type === 'run' ? run(surroundings, options) : shrunk(surroundings, options)).then((report) =>
    parentPort?.postMessage(report),
  )
})
