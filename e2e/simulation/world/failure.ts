/** What must hold does not: the name of the oracle that says so, and what it saw. */
export class OracleFailure extends Error {
  readonly oracle: OracleName

  constructor(oracle: OracleName, seen: string, options?: ErrorOptions) {
    super(`${oracle}: ${seen}`, options)
    this.oracle = oracle
  }
}

export const ORACLES = [
  'convergence',
  'no leak',
  'no loss',
  'exactly once',
  'serial equivalence',
  'no flicker',
  'one sender',
  'prediction',
  'cost',
  'liveness',
  'figures',
  'history chain',
  'no error unsaid',
] as const
export type OracleName = (typeof ORACLES)[number]

export function holds(oracle: OracleName, condition: unknown, seen: () => string): asserts condition {
  if (!condition) throw new OracleFailure(oracle, seen())
}
