import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { settledOf, settledSchema } from '../../documents/document.ts'
import { noop, refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/**
 * Made by the server when the bytes of a page have come and were looked at, and again when a scanner says something
 * else of them. Of one document, whatever was taken back, so that no bytes are on their way for ever.
 */
export const documentSettled = entryKind({
  name: 'document.settled',
  v: 1,
  subject: 'client',
  data: z.strictObject({ documentId: idSchema, ...settledSchema.shape }),
  may: NOBODY,

  decide(entry, { file }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { documentId, ...settled } = entry.data
    const document = file.documents.find(({ id }) => id === documentId)
    if (!document) return refuse({ type: 'notFound', what: 'document' })
    if (!document.pages.some(({ hash }) => hash === settled.hash))
      return refuseField('data.hash', 'no page of the document')
    const known = settledOf(document, settled.hash)
    if (known && isSame(known, settled)) return noop('alreadySo')
    const others = document.settled.filter(({ hash }) => hash !== settled.hash)
    const draft = new FileDraft(file)
    draft.put({ table: 'documents', row: { ...document, settled: [...others, settled] } })
    const { actionId, itemIds, name } = document
    const { hash, state, reason } = settled
    return draft.applied({ actionId, itemIds, details: { documentId, name, hash, state, reason } })
  },
})
