import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import type { Action } from './action.ts'
import type { Participant } from './participant.ts'
import { takesPart } from './taking-part.ts'

/**
 * Who could take part in a case and does not yet: departments first, then colleagues by name, then the client's contacts.
 * Guests see every case and work in none.
 */
export function whoCouldJoin(action: Action, file: ClientFile, company: Company): Participant[] {
  const departments = company.departments
    .filter(({ data }) => data.active)
    .map(({ id }): Participant => ({ type: 'department', id }))
  const colleagues = [...company.people.values()]
    .filter(({ active, role }) => active && role !== 'guest')
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ id }): Participant => ({ type: 'person', id }))
  const contacts = file.contacts
    .filter(({ removed }) => !removed)
    .map(({ id }): Participant => ({ type: 'contact', id }))
  return [...departments, ...colleagues, ...contacts].filter((one) => !takesPart(action, one))
}

const collator = new Intl.Collator()
