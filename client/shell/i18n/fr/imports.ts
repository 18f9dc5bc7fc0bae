import type { Translated } from '../catalogue.ts'
import type { imports as source } from '../en/imports.ts'

export const imports: Translated<typeof source> = {}
