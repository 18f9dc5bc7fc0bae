import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { belongsToSchema } from '../../documents/document.ts'
import { findNamed } from '../../documents/named.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/** A document that is not to count any more: kept, marked with who and why, and shown to no customer. The first stands. */
export const documentWithdrawn = entryKind({
  name: 'document.withdrawn',
  v: 1,
  subject: 'client',
  data: z.strictObject({ documentId: idSchema, ...belongsToSchema, reason: textSchema }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId, itemIds }) => ({ actionIds: actionId ? [actionId] : [], itemIds }),

  decide(entry, { file }, { at }) {
    const { documentId, reason } = entry.data
    const document = findNamed(file, entry.data)
    if (!document) return refuse({ type: 'notFound', what: 'document' })
    if (document.withdrawn) return noop('alreadySo')
    const draft = new FileDraft(file)
    const withdrawn = { at, byId: entry.by, reason }
    draft.put({ table: 'documents', row: { ...document, withdrawn } })
    const { actionId, itemIds, name } = document
    return draft.applied({ actionId, itemIds, text: reason, details: { documentId, name } })
  },
})
