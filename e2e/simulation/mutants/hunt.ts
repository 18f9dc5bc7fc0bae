import { race } from '../race/race.ts'
import type { RunOptions } from '../run.ts'
import { SimulationWorker } from '../simulate.ts'
import type { Mutant } from './mutant.ts'

/** What became of a mutant: `caughtBy` is the oracle that objected, or the race; null when it survived. */
export type Hunted = { name: string; caughtBy: string | null; saw: string; runs: number; seconds: number }

/** After so many runs, or at such a time of `performance.now()`, a mutant has survived; `from`: the first seed. */
export type Limits = { runs: number; untilMs: number; from?: number }

const RUN = { devices: 3, steps: 80, isRuleless: true }

/** The product as it is. A run that fails here, too, has caught nothing. */
export class Control {
  /** Runs that fail without any defect. */
  readonly failing: { options: RunOptions; saw: string }[] = []
  #worker: SimulationWorker | null = null
  #last: Promise<unknown> = Promise.resolve()

  failsAnyway(options: RunOptions): Promise<boolean> {
    const turn = this.#last.then(async () => {
      this.#worker ??= new SimulationWorker([])
      const { failure } = await this.#worker.do({ type: 'run', options })
      if (failure) this.failing.push({ options, saw: failure.message })
      return failure !== null
    })
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async end(): Promise<void> {
    await this.#worker?.end()
  }
}

/** Runs seed after seed with the defect in the product, until something objects to it. */
export async function hunt(mutant: Mutant, limits: Limits, control: Control): Promise<Hunted> {
  const started = performance.now()
  const caught =
    mutant.by === 'race' ? await inTheRace(mutant) : await inTheSimulation(mutant, limits, control)
  return { name: mutant.name, ...caught, seconds: Math.round((performance.now() - started) / 100) / 10 }
}

async function inTheSimulation(
  { patches, leaning }: Mutant,
  { runs, untilMs, from = 1 }: Limits,
  control: Control,
) {
  const worker = new SimulationWorker(patches)
  try {
    let seed = from
    for (; seed <= runs && performance.now() < untilMs; seed++) {
      const options = { ...RUN, ...leaning, seed }
      const { failure } = await worker.do({ type: 'run', options })
      if (failure && !(await control.failsAnyway(options)))
        return { caughtBy: failure.oracle, saw: failure.message, runs: seed }
    }
    return { caughtBy: null, saw: '', runs: seed - 1 }
  } finally {
    await worker.end()
  }
}

async function inTheRace({ patches }: Mutant) {
  const { wrong, rounds } = await race({ patches })
  return { caughtBy: wrong.length > 0 ? 'race' : null, saw: wrong.join('; '), runs: rounds }
}
