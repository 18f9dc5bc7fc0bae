import type { Family } from '../catalogue.ts'

export const history = {} as const satisfies Family
