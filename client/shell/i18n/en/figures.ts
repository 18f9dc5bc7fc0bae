import type { Family } from '../catalogue.ts'

export const figures = {} as const satisfies Family
