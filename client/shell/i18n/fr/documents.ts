import { documents as named } from '#shared/words/fr/documents.ts'
import type { Translated } from '#shared/words/catalogue.ts'
import type { documents as source } from '../en/documents.ts'

export const documents: Translated<typeof source> = { ...named }
