import type * as z from 'zod/mini'
import type { ALL_KINDS, KindName } from './kinds.ts'

/** What an entry of a kind carries, as it is handed in at the tap. */
export type DataOf<Name extends KindName> = z.input<(typeof ALL_KINDS)[Name]['data']>
