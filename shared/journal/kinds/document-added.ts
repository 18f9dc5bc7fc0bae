import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { findAction, findItem } from '../../clients/client-file.ts'
import { cleanName } from '../../documents/clean-name.ts'
import { DOCUMENT_TYPES, belongsToSchema, pageSchema } from '../../documents/document.ts'
import { documentProblems } from '../../documents/document-problems.ts'
import { MAX_PAGES } from '../../documents/allowed-types.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { nameSchema, textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/**
 * A document with its pages; their bytes come by themselves, before or after. Always kept, in a closed case too; where
 * its case was never opened, it is the client's.
 */
export const documentAdded = entryKind({
  name: 'document.added',
  v: 1,
  subject: 'client',
  additive: true,
  data: z.strictObject({
    documentId: idSchema,
    ...belongsToSchema,
    name: nameSchema,
    type: z.enum(DOCUMENT_TYPES),
    remark: z.nullable(textSchema),
    isShownToCustomer: z.boolean(),
    pages: z.array(pageSchema).check(z.minLength(1), z.maxLength(MAX_PAGES)),
    /** Moment the first page was captured, ms. */
    capturedAt: z.int().check(z.nonnegative()),
  }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId, itemIds }) => ({ actionIds: actionId ? [actionId] : [], itemIds }),

  decide(entry, { file, holds }) {
    const { documentId, actionId, itemIds, ...fields } = entry.data
    const [amiss] = documentProblems(fields)
    if (amiss) return refuseField(`data.${amiss.field}`, amiss.problem)
    if (actionId !== null && itemIds.length > 0)
      return refuseField('data.itemIds', 'a document belongs to a case or to items')
    if (actionId !== null && !findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    const known = file.documents.find(({ id }) => id === documentId)
    if (known) return known.byId === entry.by ? noop('alreadySo') : refuse({ type: 'idTaken' })
    const draft = new FileDraft(file)
    const found: string[] = []
    for (const itemId of new Set(itemIds)) {
      if (findItem(file, itemId)) found.push(itemId)
      else draft.leftOut.push({ itemId, because: 'notFound' })
    }
    if (draft.leftOut.length > 0 && holds === 'case') return { type: 'unknown' }
    if (itemIds.length > 0 && found.length === 0) return refuse({ type: 'nothingLeft', items: draft.leftOut })
    const name = cleanName(fields.name)
    draft.put({
      table: 'documents',
      row: {
        ...fields,
        id: documentId,
        clientId: file.client.id,
        actionId,
        itemIds: found,
        name,
        settled: [],
        byId: entry.by,
        withdrawn: null,
        removed: false,
        stamps: {},
        version: 0,
      },
    })
    const { type, remark, pages, isShownToCustomer } = fields
    return draft.applied({
      actionId,
      itemIds: found,
      text: remark,
      details: { documentId, name, type, pages: pages.length, isShownToCustomer },
    })
  },
})
