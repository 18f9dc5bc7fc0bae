import type { Family } from '../catalogue.ts'

export const session = {
  signIn: 'Sign in',
} as const satisfies Family
