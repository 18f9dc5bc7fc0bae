import type { Family } from '../catalogue.ts'

export const followUps = {} as const satisfies Family
