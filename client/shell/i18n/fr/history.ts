import type { Translated } from '../catalogue.ts'
import type { history as source } from '../en/history.ts'

export const history: Translated<typeof source> = {}
