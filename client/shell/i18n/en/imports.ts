import type { Family } from '../catalogue.ts'

export const imports = {} as const satisfies Family
