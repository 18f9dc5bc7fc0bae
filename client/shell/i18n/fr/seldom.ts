import { assignment } from './assignment.ts'
import type { Translated } from '#shared/words/catalogue.ts'
import type { words as source } from '../en/seldom.ts'
import { imports } from './imports.ts'
import { invitations } from './invitations.ts'
import { quarantine } from './quarantine.ts'
import { rules } from './rules.ts'
import { settingHistory } from '#shared/words/fr/setting-history.ts'
import { settings } from './settings.ts'
import { syncCentre } from './syncCentre.ts'
import { welcome } from './welcome.ts'

export const words: Translated<typeof source> = {
  assignment,
  imports,
  invitations,
  quarantine,
  rules,
  settingHistory,
  settings,
  syncCentre,
  welcome,
}
