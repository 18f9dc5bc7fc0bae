import type { Family } from '../catalogue.ts'

export const requalify = {} as const satisfies Family
