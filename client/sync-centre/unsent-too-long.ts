const DAY_MS = 86_400_000

/** Whether work has waited on the device for more than a day: somebody should look for a network. */
export function isUnsentTooLong(oldestUnsentAtMs: number | null, nowMs: number): boolean {
  return oldestUnsentAtMs !== null && nowMs - oldestUnsentAtMs > DAY_MS
}
