import type { Translated } from '../catalogue.ts'
import type { figures as source } from '../en/figures.ts'

export const figures: Translated<typeof source> = {}
