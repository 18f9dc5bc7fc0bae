import { documents as named } from '#shared/words/en/documents.ts'
import type { Family } from '#shared/words/catalogue.ts'

export const documents = { ...named } as const satisfies Family
