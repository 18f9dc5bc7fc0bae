import type { ClientFile } from '../clients/client-file.ts'
import type { Role } from '../people/person.ts'
import { withRealCases } from './aliases.ts'
import { asksFor } from './dependents.ts'
import type { Entry } from './entry.ts'
import type { FindKind } from './entry-kind.ts'
import { type Holding, reaches } from './permissions.ts'

/** Whether a role, holding what it holds, may make the entry at hand; its data must be readable. */
export function mayBy(findKind: FindKind) {
  return function mayDecide(entry: Entry, role: Role, holding: Holding, file: ClientFile): boolean {
    return isCovered(entry, role, holding, file) && isCovered(asksFor(entry, file), role, holding, file)
  }

  function isCovered(entry: Entry, role: Role, holding: Holding, file: ClientFile): boolean {
    const kind = findKind(entry.kind)
    const read = kind?.read(withRealCases(entry, file))
    return !!kind && !!read && 'touched' in read && reaches(kind.may[role], holding, read.touched, file)
  }
}
