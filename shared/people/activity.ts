import { HOLDS_PORTFOLIO, type Person } from './person.ts'

/**
 * Whether somebody may switch another's account off, or on again: an administrator everybody's but their own, a credit
 * manager that of everybody but administrators. So the company always keeps an administrator: the one who acts.
 */
export function maySwitch(actor: Person | undefined, person: Person): boolean {
  if (!actor?.active || actor.id === person.id) return false
  if (actor.role === 'administrator') return true
  return actor.role === 'creditManager' && person.role !== 'administrator'
}

/**
 * Whether somebody may take over what another leaves behind: who is at work, may run cases if the other may, and may hold
 * client files if the other may.
 */
export function maySucceed(successor: Person | undefined, person: Person): boolean {
  if (!successor?.active || successor.id === person.id || successor.role === 'guest') return false
  if (HOLDS_PORTFOLIO[person.role] && !HOLDS_PORTFOLIO[successor.role]) return false
  return successor.role !== 'departmentUser' || person.role === 'departmentUser'
}
