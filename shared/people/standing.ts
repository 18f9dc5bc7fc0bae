import type { Person, Role } from './person.ts'

/**
 * Whether somebody may make another one of a role: an administrator anybody but themselves, a credit manager everybody but
 * administrators, and nobody one. So the company always keeps an administrator: the one who acts.
 */
export function mayGiveRole(
  actor: Person | undefined,
  person: Pick<Person, 'id' | 'role'>,
  role: Role,
): boolean {
  if (!actor?.active || actor.id === person.id) return false
  if (actor.role === 'administrator') return true
  return actor.role === 'creditManager' && person.role !== 'administrator' && role !== 'administrator'
}
