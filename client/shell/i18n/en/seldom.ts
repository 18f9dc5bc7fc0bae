import { casework } from './casework.ts'
import { creditNotes } from './creditNotes.ts'
import { notices } from './notices.ts'
import { validations } from './validations.ts'
import { imports } from './imports.ts'
import { plans } from './plans.ts'
import { quarantine } from './quarantine.ts'
import { settingHistory } from '#shared/words/en/setting-history.ts'
import { settings } from './settings.ts'
import { syncCentre } from './syncCentre.ts'
import { welcome } from './welcome.ts'

export const words = {
  casework,
  creditNotes,
  imports,
  notices,
  plans,
  quarantine,
  settingHistory,
  settings,
  syncCentre,
  validations,
  welcome,
}
