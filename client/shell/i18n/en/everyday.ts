import { cases } from './cases.ts'
import { clients } from './clients.ts'
import { history } from '#shared/words/en/history.ts'
import { documents } from './documents.ts'
import { items } from './items.ts'
import { parked } from './parked.ts'
import { people } from './people.ts'
import { requalify } from './requalify.ts'
import { search } from './search.ts'
import { casework } from './casework.ts'
import { creditNotes } from './creditNotes.ts'
import { notices } from './notices.ts'
import { plans } from './plans.ts'
import { validations } from './validations.ts'
import { dunning } from './dunning.ts'
import { entries } from './entries.ts'
import { session } from './session.ts'

export const words = {
  session,
  dunning,
  entries,
  casework,
  creditNotes,
  documents,
  notices,
  plans,
  validations,
  cases,
  clients,
  history,
  items,
  parked,
  people,
  requalify,
  search,
}
