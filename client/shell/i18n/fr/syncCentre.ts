import type { Translated } from '../catalogue.ts'
import type { syncCentre as source } from '../en/syncCentre.ts'

export const syncCentre: Translated<typeof source> = {}
