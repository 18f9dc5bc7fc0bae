import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Touched } from '#shared/journal/entry-kind.ts'
import { type PeoplesKind, mayMake } from '#shared/journal/permissions-of.ts'
import { holdingOf } from '#shared/journal/permissions.ts'
import { useCompany } from '../replica/useCompany.ts'

/** Whether one may make an entry on a file, by the table the server decides with; shows or hides a button. */
export function useMay(file: () => ClientFile | null) {
  const { me } = useCompany()
  return function may(kind: PeoplesKind, touched: Touched = {}): boolean {
    const current = file()
    return current !== null && mayMake(kind, me.value.role, holdingOf(me.value, current), touched, current)
  }
}
