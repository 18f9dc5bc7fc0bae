import type { ClientFile } from '../clients/client-file.ts'
import type { Role } from '../people/person.ts'
import type { Touched } from './entry-kind.ts'
import { KINDS_OF_PEOPLE } from './kinds-of-people.ts'
import { type Holding, type May, reaches } from './permissions.ts'

/** What people do with a client file. */
export type PeoplesKind = keyof typeof KINDS_OF_PEOPLE

/** Who may make entries of a kind, for each role: as the kind says. */
export function permissionsOf(kind: PeoplesKind): May {
  return KINDS_OF_PEOPLE[kind].may
}

/** Whether a role, holding what it holds, may make an entry of this kind on a file. Screens ask it to show a button. */
export function mayMake(
  kind: PeoplesKind,
  role: Role,
  holding: Holding,
  touched: Touched,
  file: ClientFile,
): boolean {
  return reaches(permissionsOf(kind)[role], holding, touched, file)
}
