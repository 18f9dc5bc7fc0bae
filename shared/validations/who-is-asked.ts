import type { Company } from '../company/company.ts'
import type { Person } from '../people/person.ts'
import type { Asked } from './validation.ts'

/** Whether somebody is one of those an `Asked` names. Who has left answers nothing, and guests only read. */
export function isOneOf(asked: Asked, person: Person): boolean {
  if (!person.active || person.role === 'guest') return false
  switch (asked.type) {
    case 'person':
      return asked.id === person.id
    case 'role':
      return asked.id === person.role
    case 'department':
      return asked.id === person.departmentId
  }
}

/** The people who may answer some `Asked`; never who asked. */
export function peopleAsked(asked: readonly Asked[], askedBy: string, { people }: Company): Person[] {
  return [...people.values()].filter(
    (person) => person.id !== askedBy && asked.some((one) => isOneOf(one, person)),
  )
}

/** Whether somebody is asked at a level. Never who asked. */
export function isAskedAt({ asked }: { asked: readonly Asked[] }, person: Person, askedBy: string): boolean {
  return person.id !== askedBy && asked.some((one) => isOneOf(one, person))
}

/** Whether two name the same person, role or department. */
export function isSameAsked(a: { type: string; id: string }, b: { type: string; id: string }): boolean {
  return a.type === b.type && a.id === b.id
}
