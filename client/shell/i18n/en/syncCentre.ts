import type { Family } from '../catalogue.ts'

export const syncCentre = {} as const satisfies Family
