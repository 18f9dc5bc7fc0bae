import type { Family } from '../catalogue.ts'

export const clients = {} as const satisfies Family
