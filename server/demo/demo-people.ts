import type { Role } from '#shared/people/person.ts'

export const DEMO_PASSWORD = 'follow-up-2026'

export type DemoPerson = { key: string; name: string; email: string; role: Role; entity: string | null }

/** One person a role, and a second collector, so that a client can change hands. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('claire', 'Claire Fontaine', 'administrator', null),
  person('marc', 'Marc Delorme', 'creditManager', null),
  person('ana', 'Ana Ferreira', 'collector', 'Lyon'),
  person('tom', 'Tom Becker', 'collector', 'Nantes'),
  person('julie', 'Julie Moreau', 'sales', 'Lyon'),
  person('samir', 'Samir Haddad', 'resolver', 'Logistics'),
  person('nadia', 'Nadia Petit', 'departmentUser', 'Client service'),
  person('paul', 'Paul Lindqvist', 'guest', null),
]

function person(key: string, name: string, role: Role, entity: string | null): DemoPerson {
  return { key, name, role, entity, email: `${key}@verdier.example` }
}
