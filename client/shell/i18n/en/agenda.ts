import type { Family } from '../catalogue.ts'

export const agenda = {} as const satisfies Family
