import type { Patch } from '../module-hooks.ts'
import type { RunOptions } from '../run.ts'

/** A deliberate defect: made of a source when it is loaded, never of the file. */
export type Mutant = {
  name: string
  patches: readonly Patch[]
  /**
   * What catches it: the simulation, or the race of writers on Postgres for what shows only where transactions overlap.
   */
  by: 'simulation' | 'race'
  /** What the runs have more of, so that few are needed. */
  leaning?: Partial<
    Pick<RunOptions, 'devices' | 'steps' | 'faults' | 'isCalm' | 'often' | 'people' | 'after'>
  >
}

export function patch(file: string, find: string, replace: string): Patch {
  return { file, find, replace }
}
