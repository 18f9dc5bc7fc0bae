import { assignment } from './assignment.ts'
import { imports } from './imports.ts'
import { invitations } from './invitations.ts'
import { quarantine } from './quarantine.ts'
import { rules } from './rules.ts'
import { settingHistory } from '#shared/words/en/setting-history.ts'
import { settings } from './settings.ts'
import { syncCentre } from './syncCentre.ts'
import { welcome } from './welcome.ts'

export const words = {
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
