import { idFrom } from '#shared/base/ids.ts'
import { DEFAULT_TEMPLATES } from '#shared/templates/default-templates.ts'
import type { Setting } from '#shared/company/settings.ts'
import type { Role } from '#shared/people/person.ts'
import type { PersonFields } from '../../../server/company/people-store.ts'

/** The company of a run: few people on few clients, so that they meet. */

const NAMESPACE = '5f0c9c1e-59ab-5c2d-8f0e-000000000001'

/** Readable names for ids: the same in every run. */
export function idOf(name: string): string {
  return idFrom(NAMESPACE, name)
}

function person(id: string, role: Role): PersonFields {
  return { id, name: id, email: `${id}@simulation.example`, role, entity: null, active: true }
}

/** A template of follow-ups with things to tick, beside those every company begins with. */
export const CHECKED_TEMPLATE = 'template.checked'

export const MORE_SETTINGS: readonly Setting[] = DEFAULT_TEMPLATES.slice(0, 1).map((template) => ({
  ...template,
  id: CHECKED_TEMPLATE,
  data: {
    ...template.data,
    key: 'checked',
    checklist: [
      { en: 'Called', fr: 'Appelé' },
      { en: 'Written', fr: 'Écrit' },
    ],
  },
}))

/** Somebody without a device, whose account is switched off and on. */
export const COMES_AND_GOES = 'tim'

/** Who decides what waits in quarantine. */
export const ADMINISTRATOR = 'alma'

export const PEOPLE: readonly PersonFields[] = [
  person('ana', 'collector'),
  person('ben', 'collector'),
  person('mara', 'creditManager'),
  person('rui', 'resolver'),
  person('sol', 'sales'),
  person('dora', 'departmentUser'),
  person('gus', 'guest'),
  person('alma', 'administrator'),
  person(COMES_AND_GOES, 'collector'),
]

export const CLIENTS = ['Brot', 'Fisch', 'Kaffee'].map((name) => ({ id: idOf(name), number: name }))
