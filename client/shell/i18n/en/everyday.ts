import { cases } from './cases.ts'
import { clients } from './clients.ts'
import { history } from '#shared/words/en/history.ts'
import { items } from './items.ts'
import { parked } from './parked.ts'
import { people } from './people.ts'
import { requalify } from './requalify.ts'
import { search } from './search.ts'

export const words = { cases, clients, history, items, parked, people, requalify, search }
