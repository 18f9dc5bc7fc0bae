import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { cleanName } from '../../documents/clean-name.ts'
import { DOCUMENT_TYPES, belongsToSchema } from '../../documents/document.ts'
import { findNamed } from '../../documents/named.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { nameSchema, textSchema } from '../fields.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/** A document is renamed, retyped, described, shown to the customer or hidden; per field, the later one stands. */
export const documentChanged = entryKind({
  name: 'document.changed',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    documentId: idSchema,
    ...belongsToSchema,
    fields: z.partial(
      z.strictObject({
        name: nameSchema,
        type: z.enum(DOCUMENT_TYPES),
        remark: z.nullable(textSchema),
        isShownToCustomer: z.boolean(),
      }),
    ),
  }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId, itemIds }) => ({ actionIds: actionId ? [actionId] : [], itemIds }),

  decide(entry, { file }, { occurred }) {
    const { documentId, fields } = entry.data
    const document = findNamed(file, entry.data)
    if (!document) return refuse({ type: 'notFound', what: 'document' })
    const name = fields.name === undefined ? undefined : cleanName(fields.name)
    if (name === '') return refuseField('data.fields.name', 'nameless')
    const given = { ...fields, ...(name !== undefined && { name }) }
    const changed = Object.fromEntries(
      Object.entries(given).filter(
        ([field, value]) => value !== undefined && !isSame(Reflect.get(document, field), value),
      ),
    )
    if (Object.keys(changed).length === 0) return noop('alreadySo')
    const draft = new FileDraft(file)
    const row = draft.later(document, changed, stampOf(occurred, entry.id))
    draft.put({ table: 'documents', row })
    const { actionId, itemIds } = document
    return draft.applied({ actionId, itemIds, details: { documentId, name: row.name } })
  },
})
