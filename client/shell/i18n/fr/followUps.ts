import type { Translated } from '../catalogue.ts'
import type { followUps as source } from '../en/followUps.ts'

export const followUps: Translated<typeof source> = {}
