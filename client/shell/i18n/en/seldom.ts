import { imports } from './imports.ts'
import { quarantine } from './quarantine.ts'
import { syncCentre } from './syncCentre.ts'

export const words = { imports, quarantine, syncCentre }
