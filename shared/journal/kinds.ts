import type { AnyKind } from './entry-kind.ts'
import { KINDS_OF_BOOKS } from './kinds-of-books.ts'
import { KINDS_OF_COMPANY } from './kinds-of-company.ts'
import { KINDS_OF_ONESELF, KINDS_OF_PEOPLE } from './kinds-of-people.ts'

/**
 * Every kind of entry there is. A new kind is a file in `kinds/` and a line in one of the lists. Only the server holds them
 * all: a device knows what people do, see `client/replica/kinds-here.ts`.
 */
export const ALL_KINDS = {
  ...KINDS_OF_PEOPLE,
  ...KINDS_OF_BOOKS,
  ...KINDS_OF_COMPANY,
  ...KINDS_OF_ONESELF,
} as const

export type ClientKindName = keyof typeof KINDS_OF_PEOPLE | keyof typeof KINDS_OF_BOOKS
export type KindName = keyof typeof ALL_KINDS

const byName: ReadonlyMap<string, AnyKind> = new Map(Object.entries(ALL_KINDS))

export function findKind(name: string): AnyKind | undefined {
  return byName.get(name)
}
