import type { Translated } from '../catalogue.ts'
import type { people as source } from '../en/people.ts'

export const people: Translated<typeof source> = {}
