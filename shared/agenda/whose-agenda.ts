import { type PeoplesKind, permissionsOf } from '../journal/permissions-of.ts'
import type { Person, Role } from '../people/person.ts'
import type { AgendaRow } from './agenda-row.ts'

/** Roles that may look into colleagues' agendas, as far as they hold the files. The others see their own cases only. */
export const SEES_OTHERS_AGENDAS: Record<Role, boolean> = {
  administrator: true,
  creditManager: true,
  collector: true,
  sales: true,
  resolver: false,
  departmentUser: false,
  guest: true,
}

/** Whether a role opens actions for a client as a whole; a resolver opens disputes on items, from their cases. */
export function opensForClients(role: Role): boolean {
  const reach = permissionsOf('action.opened')[role]
  return reach === 'everywhere' || reach === 'held'
}

/** Who is in charge of the client a row belongs to, where the whole client file is held; null for a case file. */
export type InCharge = { collectorId: string | null; salesId: string | null } | null

/**
 * Whether somebody may work on a row of a list, without its file: the same answer `mayMake` gives with it.
 * For a row outside a case only those who hold the whole client file qualify.
 */
export function mayWorkOnRow(
  kind: PeoplesKind,
  me: Pick<Person, 'id' | 'role'>,
  row: Pick<AgendaRow, 'isStep' | 'ownerId' | 'resolverId' | 'caseId'>,
  inCharge: InCharge,
): boolean {
  const isInCharge = inCharge !== null && (inCharge.collectorId === me.id || inCharge.salesId === me.id)
  // What is known by a case file alone is a case one holds.
  const isOwnCase = !row.isStep && (inCharge === null || row.ownerId === me.id || row.resolverId === me.id)
  switch (permissionsOf(kind)[me.role]) {
    case 'everywhere':
      return true
    case 'held':
      return isInCharge || isOwnCase
    case 'ownCases':
    case 'ownDisputes':
      return isOwnCase
    case 'ownToDos':
      return row.caseId !== null && row.ownerId === me.id
    case 'self':
    case 'never':
      return false
  }
}
