import { parentPort, workerData } from 'node:worker_threads'
import { type Patch, installModuleHooks } from '../module-hooks.ts'

/** The race itself, with the product as it is patched. */
export type RoundOptions = { url: string; companyId: string; seed: number }
export type Round = { wrong: string[]; commits: number }

installModuleHooks((workerData as { patches: Patch[] }).patches)
// The registry of kinds asks it which build it is of.
await import('../world/builds.ts')
const { doRound } = await import('./round.ts')

parentPort?.on('message', (options: RoundOptions) => {
  void doRound(options).then((round) => parentPort?.postMessage(round))
})
