import type { Translated } from '../catalogue.ts'
import type { requalify as source } from '../en/requalify.ts'

export const requalify: Translated<typeof source> = {}
