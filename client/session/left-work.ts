import * as z from 'zod/mini'
import type { SessionPorts } from './session.ts'

const leftSchema = z.object({ userId: z.string(), name: z.string(), n: z.int() })

/** Unsent work that somebody who signed out has left on this device. */
export type LeftWork = z.infer<typeof leftSchema>

const KEPT = 'suivi.left-work'

export function rememberLeftWork(keep: SessionPorts['keep'], left: LeftWork | null): void {
  keep.set(KEPT, left && JSON.stringify(left))
}

export function leftWork(keep: SessionPorts['keep']): LeftWork | null {
  try {
    const read = z.safeParse(leftSchema, JSON.parse(keep.get(KEPT) ?? 'null'))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
