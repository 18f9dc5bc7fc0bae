import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { type Contact, contactFieldsSchema } from '../../clients/client.ts'
import { noop } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { EDITS_CONTACTS } from '../permissions.ts'

/** A contact of a client is added, edited or taken away; per field, whoever changed it later stands. */
export const contactSaved = entryKind({
  name: 'contact.saved',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    contactId: idSchema,
    /** Of a new contact all, of a known one those that were edited. */
    fields: z.partial(contactFieldsSchema),
    removed: z.boolean(),
  }),
  may: EDITS_CONTACTS,

  decide(entry, { file }, { occurred }) {
    const { contactId, fields, removed } = entry.data
    const known = file.contacts.find(({ id }) => id === contactId)
    if (!known && removed) return noop('alreadySo')
    const draft = new FileDraft(file)
    const { name, role = null, email = null, phone = null } = fields
    if (!known && name === undefined) return refuseField('data.fields.name', 'a new contact needs a name')
    const contact: Contact = known ?? {
      name: name ?? '',
      role,
      email,
      phone,
      id: contactId,
      clientId: file.client.id,
      removed: false,
      stamps: {},
      version: 0,
    }
    const changed = known
      ? Object.fromEntries(
          Object.entries({ ...fields, removed }).filter(
            ([field, value]) => value !== undefined && !isSame(Reflect.get(known, field), value),
          ),
        )
      : {}
    if (known && Object.keys(changed).length === 0) return noop('alreadySo')
    draft.put({ table: 'contacts', row: draft.later(contact, changed, stampOf(occurred, entry.id)) })
    return draft.applied({})
  },
})
