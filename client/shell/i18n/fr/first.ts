import type { Translated } from '#shared/words/catalogue.ts'
import type { words as source } from '../en/first.ts'
import { agenda } from './agenda.ts'
import { figures } from './figures.ts'
import { followUps } from './followUps.ts'
import { pay } from './pay.ts'
import { refusals } from './refusals.ts'
import { shell } from './shell.ts'
import { sync } from './sync.ts'
import { ui } from './ui.ts'

export const words: Translated<typeof source> = {
  agenda,
  figures,
  followUps,
  pay,
  refusals,
  shell,
  sync,
  ui,
}
