import { inject, type App, type InjectionKey } from 'vue'
import type { PaletteRow } from './palette-row.ts'

/** Finds what a person may see by name or number, without a network too. */
export type Search = (query: string) => Promise<PaletteRow[]>

const searchKey: InjectionKey<Search> = Symbol('search')

export function provideSearch(app: App, search: Search): void {
  app.provide(searchKey, search)
}

export function useSearch(): Search {
  return inject(searchKey, () => async () => [], true)
}
