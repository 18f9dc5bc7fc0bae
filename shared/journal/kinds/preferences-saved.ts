import * as z from 'zod/mini'
import { type Stamps, isLater, stampOf } from '../../base/stamp.ts'
import { preferenceFieldsSchema } from '../../people/preferences.ts'
import { noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { fieldChanges, isSame } from '../file-draft.ts'
import { EVERYBODY_ALONE } from '../permissions.ts'

/** How one person likes the product: language, theme, number format, filters. Per field, the later one stands. */
export const preferencesSaved = entryKind({
  name: 'preferences.saved',
  v: 1,
  subject: 'person',
  data: z.partial(preferenceFieldsSchema),
  may: EVERYBODY_ALONE,

  decide(entry, { preferences }, { occurred }) {
    const stamp = stampOf(occurred, entry.id)
    const stamps: Stamps = { ...preferences.stamps }
    const superseded: string[] = []
    const next = { ...preferences, stamps }
    for (const [field, value] of Object.entries(entry.data)) {
      if (value === undefined) continue
      if (isLater(stamp, stamps[field])) {
        Object.assign(next, { [field]: value })
        stamps[field] = stamp
      } else if (!isSame(Reflect.get(preferences, field), value)) superseded.push(field)
    }
    if (isSame(next, preferences)) return superseded.length > 0 ? noop('superseded') : noop('alreadySo')
    const change = { table: 'preferences' as const, row: next }
    return {
      type: 'applied',
      rows: [change],
      caused: [],
      superseded,
      leftOut: [],
      story: {
        actionId: null,
        itemIds: [],
        text: null,
        details: {},
        changes: fieldChanges(change, preferences),
      },
    }
  },
})
