import * as z from 'zod/mini'
import { findItems } from '../../clients/client-file.ts'
import { noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { itemIdsSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { OPENS_ACTIONS } from '../permissions.ts'

/** What a status suggested for some items comes to nothing: they stay where they are. */
export const suggestionDeclined = entryKind({
  name: 'suggestion.declined',
  v: 1,
  subject: 'client',
  data: z.strictObject({ itemIds: itemIdsSchema }),
  may: OPENS_ACTIONS,
  touches: ({ itemIds }) => ({ itemIds }),

  decide(entry, { file }) {
    const draft = new FileDraft(file)
    const items = findItems(file, new Set(entry.data.itemIds)).filter(({ suggested }) => suggested !== null)
    if (items.length === 0) return noop('alreadySo')
    for (const item of items) draft.put({ table: 'items', row: { ...item, suggested: null } })
    return draft.applied({ itemIds: items.map(({ id }) => id) })
  },
})
