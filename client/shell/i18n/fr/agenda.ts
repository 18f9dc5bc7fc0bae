import type { Translated } from '../catalogue.ts'
import type { agenda as source } from '../en/agenda.ts'

export const agenda: Translated<typeof source> = {}
