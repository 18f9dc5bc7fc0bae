import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { personIdSchema } from '../../people/person.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { ADMINISTERS } from '../permissions.ts'

/** An administrator lets go of an entry that waited in quarantine, and says why. The entry itself is refused with it. */
export const entryDiscarded = entryKind({
  name: 'entry.discarded',
  v: 1,
  subject: 'company',
  data: z.strictObject({
    entryId: idSchema,
    author: personIdSchema,
    kind: z.string().check(z.maxLength(64)),
    reason: textSchema,
  }),
  may: ADMINISTERS,

  decide({ data: { entryId, author, kind, reason } }) {
    return {
      type: 'applied',
      rows: [],
      caused: [],
      superseded: [],
      leftOut: [],
      story: {
        actionId: null,
        itemIds: [],
        text: reason,
        details: { discarded: entryId, author, discardedKind: kind },
        changes: [],
      },
    }
  },
})
