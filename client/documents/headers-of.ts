import { PERSON_HEADER } from '#shared/protocol/version.ts'

/** Whose work it is: a tab whose cookie has become somebody else's sends and reads nothing. */
export function headersOf(userId: string): Record<string, string> {
  return { [PERSON_HEADER]: userId }
}
