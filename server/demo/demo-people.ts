import type { Role } from '#shared/people/person.ts'

export const DEMO_PASSWORD = 'follow-up-2026'

export type DemoPerson = {
  key: string
  name: string
  email: string
  role: Role
  entity: string | null
  departmentId: string | null
}

/** One person a role, a second collector, so that a client can change hands, and departments to ask. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('claire', 'Claire Fontaine', 'administrator', null, 'management'),
  person('marc', 'Marc Delorme', 'creditManager', null),
  person('ana', 'Ana Ferreira', 'collector', 'Lyon'),
  person('tom', 'Tom Becker', 'collector', 'Nantes'),
  person('julie', 'Julie Moreau', 'sales', 'Lyon'),
  person('samir', 'Samir Haddad', 'resolver', 'Logistics', 'logistics'),
  person('nadia', 'Nadia Petit', 'departmentUser', 'Client service', 'clientService'),
  person('lucas', 'Lucas Brandt', 'departmentUser', 'Sales administration', 'salesAdministration'),
  person('paul', 'Paul Lindqvist', 'guest', null),
]

function person(
  key: string,
  name: string,
  role: Role,
  entity: string | null,
  department: string | null = null,
): DemoPerson {
  const departmentId = department && `department.${department}`
  return { key, name, role, entity, departmentId, email: `${key}@verdier.example` }
}
