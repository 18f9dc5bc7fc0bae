import type { Family } from '../catalogue.ts'

export const people = {} as const satisfies Family
