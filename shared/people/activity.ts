import type { Person } from './person.ts'

/**
 * Whether somebody may switch another's account off, or on again: an administrator everybody's but their own, a credit
 * manager that of everybody but administrators. So the company always keeps an administrator: the one who acts.
 */
export function maySwitch(actor: Person | undefined, person: Person): boolean {
  if (!actor?.active || actor.id === person.id) return false
  if (actor.role === 'administrator') return true
  return actor.role === 'creditManager' && person.role !== 'administrator'
}
