import type { ClientFile } from '../clients/client-file.ts'
import type { Role } from '../people/person.ts'
import { withRealCases } from './aliases.ts'
import { asksFor } from './dependents.ts'
import type { Entry } from './entry.ts'
import type { Touched } from './entry-kind.ts'
import { type KindName, ALL_KINDS, findKind } from './kinds.ts'
import { type Holding, type May, reaches } from './permissions.ts'

/** Who may make entries of a kind, for each role: as the kind says. */
export function permissionsOf(kind: KindName): May {
  return ALL_KINDS[kind].may
}

/**
 * Whether a role, holding what it holds, may make an entry of this kind on a file. Screens ask it to show a button. What
 * is one's own (preferences) is on no file.
 */
export function mayMake(
  kind: KindName,
  role: Role,
  holding: Holding,
  touched: Touched,
  file: ClientFile,
): boolean {
  const reach = permissionsOf(kind)[role]
  return reach === 'self' || reaches(reach, holding, touched, file)
}

/** The same question for an entry at hand; its data must be readable. */
export function mayDecide(entry: Entry, role: Role, holding: Holding, file: ClientFile): boolean {
  return isCovered(entry, role, holding, file) && isCovered(asksFor(entry, file), role, holding, file)
}

function isCovered(entry: Entry, role: Role, holding: Holding, file: ClientFile): boolean {
  const kind = findKind(entry.kind)
  const read = kind?.read(withRealCases(entry, file))
  return !!kind && !!read && 'touched' in read && reaches(kind.may[role], holding, read.touched, file)
}
