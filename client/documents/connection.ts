import type { Keep } from '../session/ports.ts'

/** Of the Network Information API; browsers without it do not say what they are on. */
type Connection = { type?: string; saveData?: boolean }

const KEY = 'suivi.wifi-only-over'

/** What this person of this device chose; undefined: the company's rule stands. */
export function ownWifiRule(keep: Keep): number | null | undefined {
  const kept = keep.get(KEY)
  if (kept === null) return undefined
  const bytes = Number(kept)
  return kept === 'never' || !Number.isFinite(bytes) ? null : bytes
}

export function keepWifiRule(keep: Keep, overBytes: number | null | undefined): void {
  keep.set(KEY, overBytes === undefined ? null : overBytes === null ? 'never' : String(overBytes))
}

/** Whether files of this size wait for Wi-Fi. Where a browser does not say what it is on, they go. */
export function waitsForWifi(bytes: number, overBytes: number | null): boolean {
  return overBytes !== null && bytes > overBytes && isPaidBySize()
}

/** Whether this browser says what network it is on, so that the rule can hold. */
export function saysNetwork(): boolean {
  return connection()?.type !== undefined
}

function isPaidBySize(): boolean {
  const { type, saveData } = connection() ?? {}
  return type === 'cellular' || saveData === true
}

function connection(): Connection | undefined {
  const found: unknown = 'connection' in navigator ? navigator.connection : undefined
  if (typeof found !== 'object' || found === null) return undefined
  const type = 'type' in found && typeof found.type === 'string' ? { type: found.type } : {}
  return { ...type, saveData: 'saveData' in found && found.saveData === true }
}
