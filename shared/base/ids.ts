import { v5, v7 } from 'uuid'
import * as z from 'zod/mini'

export type Id = string

/** In lower case only: as the database gives it back, and so a known id is known again. */
export const idSchema = z.uuid().check(z.lowercase())

const CAUSED = '5a3c8a2e-2d0f-5c55-9d0e-6f0c5a4f7b11'

/** A UUIDv7 of an instant (ms) and 16 random bytes: sorts by the moment it was made. */
export function newId(atMs: number, random: Uint8Array): Id {
  return v7({ msecs: atMs, random })
}

/** The id that follows from a cause: phone and server make the same one for the same entry and name. */
export function idFrom(cause: Id, name: string): Id {
  return v5(`${cause}/${name}`, CAUSED)
}
