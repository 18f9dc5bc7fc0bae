import { type KindName, ALL_KINDS, findKind } from './kinds.ts'
import { mayBy } from './may-by.ts'
import type { May } from './permissions.ts'

/** Who may make entries of a kind, for each role: as the kind says. Screens ask `permissions-of.ts`. */
export function permissionsOf(kind: KindName): May {
  return ALL_KINDS[kind].may
}

/** The question of who may with every kind there is, as the server asks it. */
export const mayDecide = mayBy(findKind)
