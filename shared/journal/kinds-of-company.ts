import { entryDiscarded } from './kinds/entry-discarded.ts'
import { personAbsent } from './kinds/person-absent.ts'
import { personChanged } from './kinds/person-changed.ts'
import { personCriteriaSaved } from './kinds/person-criteria-saved.ts'
import { personDeactivated } from './kinds/person-deactivated.ts'
import { personPlaced } from './kinds/person-placed.ts'
import { personReactivated } from './kinds/person-reactivated.ts'
import { settingSaved } from './kinds/setting-saved.ts'

/** What is set for the whole company. A device reads these rules when somebody sets something. */
export const KINDS_OF_COMPANY = {
  'setting.saved': settingSaved,
  'person.deactivated': personDeactivated,
  'person.reactivated': personReactivated,
  'person.placed': personPlaced,
  'person.changed': personChanged,
  'person.criteriaSaved': personCriteriaSaved,
  'person.absent': personAbsent,
  'entry.discarded': entryDiscarded,
} as const
