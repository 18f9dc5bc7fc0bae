export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The smallest value that at least `p` % of all reach: no value that was not measured. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}
