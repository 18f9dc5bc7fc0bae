import type { words as source } from '../en/index.ts'
import type { Translated } from '#shared/words/catalogue.ts'
import { agenda } from './agenda.ts'
import { cases } from './cases.ts'
import { clients } from './clients.ts'
import { entries } from './entries.ts'
import { figures } from './figures.ts'
import { followUps } from './followUps.ts'
import { history } from '#shared/words/fr/history.ts'
import { items } from './items.ts'
import { parked } from './parked.ts'
import { pay } from './pay.ts'
import { people } from './people.ts'
import { refusals } from './refusals.ts'
import { requalify } from './requalify.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { sync } from './sync.ts'
import { ui } from './ui.ts'

export const words: Translated<typeof source> = {
  agenda,
  cases,
  clients,
  entries,
  figures,
  followUps,
  history,
  items,
  parked,
  pay,
  people,
  refusals,
  requalify,
  search,
  session,
  shell,
  sync,
  ui,
}
