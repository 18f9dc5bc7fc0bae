import * as z from 'zod/mini'
import { leavingCases } from '../../actions/leaving-cases.ts'
import { assigning } from '../../assignment/assigning.ts'
import { currencySchema, amountMinorSchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { customFieldsSchema, withCustomFields } from '../../base/custom-fields.ts'
import { idFrom, idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findItem } from '../../clients/client-file.ts'
import { creditNotesArrived } from '../../credit-notes/matching.ts'
import { type Company, findStatus } from '../../company/company.ts'
import { ITEM_KINDS, type Item, type ItemStatus, NO_STATUS, isOpen, statusOf } from '../../items/item.ts'
import { personIdSchema } from '../../people/person.ts'
import { paymentsOfBooks } from '../../plans/books.ts'
import { reasonFor, setStatus } from '../../statuses/setting-status.ts'
import { openByStatus, reenters, returnByStatus, suggestByStatus } from '../../statuses/status-rule.ts'
import { noop } from '../decision.ts'
import { ACCOUNTING } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

const importedRowSchema = z.strictObject({
  id: idSchema,
  number: z.string(),
  kind: z.enum(ITEM_KINDS),
  entity: z.nullable(z.string()),
  currency: currencySchema,
  amountMinor: amountMinorSchema,
  balanceMinor: amountMinorSchema,
  issuedOn: calendarDaySchema,
  dueOn: calendarDaySchema,
  closedOn: z.nullable(calendarDaySchema),
  sourceStatus: z.nullable(z.string()),
  statusId: z.nullable(z.string()),
  /** Fields of the company's own that were read: those it does not name stay, an empty text takes one away. */
  fields: z.optional(customFieldsSchema),
})
export type ImportedRow = z.infer<typeof importedRowSchema>

const importedClientSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  entity: z.nullable(z.string()),
  scenarioId: z.nullable(z.string()),
  /** What the source says of the collector, and the person that was found for it. */
  sourceCollector: z.nullable(z.string()),
  collectorId: z.nullable(personIdSchema),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  fields: z.optional(customFieldsSchema),
})

/**
 * What the books say of one client's items, a chunk at a time. Amounts, dates and closing are the books' alone;
 * a status or collector of the source is taken over only when the source's own value changed since it was last read,
 * so that people's work stands. What moved in a case that awaits payments is told to it; items that close or are resolved
 * leave their case. Both by caused entries.
 */
export const itemsImported = entryKind({
  name: 'items.imported',
  v: 2,
  subject: 'client',
  data: z.strictObject({
    source: z.string(),
    asOf: calendarDaySchema,
    client: importedClientSchema,
    items: z.array(importedRowSchema),
    /** Open items the source no longer has. */
    absent: z.array(idSchema),
    /** Whether statuses it brings open and suggest what they say. */
    appliesRules: z.boolean(),
  }),
  may: NOBODY,

  decide(entry, { file }, context) {
    const { company, at, occurred } = context
    const { source, asOf, items, absent, appliesRules } = entry.data
    const draft = new FileDraft(file)
    const stamp = stampOf(occurred, entry.id)
    takeClient(draft, entry.data.client, entry.id)
    const closed: string[] = []
    const resolved: string[] = []
    const qualified: Item[] = []

    for (const row of items) {
      const { statusId, sourceStatus, fields, ...books } = row
      const known = findItem(file, row.id)
      const item: Item = known
        ? { ...known, ...books, sourceStatus, fields: withCustomFields(known.fields, fields) }
        : {
            ...books,
            ...NO_STATUS,
            source,
            sourceStatus,
            clientId: file.client.id,
            returnedOn: null,
            resumesAt: null,
            suggested: null,
            fields: withCustomFields({}, fields),
            stamps: {},
            version: 0,
          }
      if (!known || !isSame(item, known)) draft.put({ table: 'items', row: item })
      if (isOpen(item) && sourceStatus !== (known?.sourceStatus ?? null)) {
        const mayChange = statusId !== null || known?.statusBy === ACCOUNTING
        if (mayChange) {
          setStatus(draft, item, mappedStatus(statusId, asOf, company), stamp)
          qualified.push(known ?? item)
        }
        const now = findItem(draft.file, item.id)
        if (now && isBack(now, company)) resolved.push(item.id)
      }
      if (!isOpen(item)) closed.push(item.id)
    }
    for (const id of absent) {
      const item = findItem(file, id)
      if (!item || !isOpen(item)) continue
      draft.put({ table: 'items', row: { ...item, closedOn: asOf, balanceMinor: 0 } })
      closed.push(id)
    }

    const before = new Map(qualified.map((item) => [item.id, statusOf(item)]))
    const hadBefore = ({ id }: Item) => before.get(id) ?? NO_STATUS
    const set = { entry, items: qualified, on: asOf, at, company, hadBefore }
    returnByStatus(draft, set)
    if (appliesRules) {
      openByStatus(draft, set)
      suggestByStatus(draft, set)
    }

    draft.caused = [
      ...paymentsOfBooks(entry, file, draft.file, asOf),
      ...leavingCases(entry, draft.file, closed, 'settled', asOf),
      ...leavingCases(entry, draft.file, resolved, 'resolved', asOf),
      ...creditNotesArrived(entry, file, draft.file, asOf),
      ...assigning(entry, file, draft.file, asOf, context),
    ]
    const decision = draft.applied({
      itemIds: [...items.map(({ id }) => id), ...absent],
      details: { source, asOf },
    })
    return decision.type === 'applied' && decision.rows.length === 0 ? noop('alreadySo') : decision
  },
})

function isBack({ statusId }: Item, company: Company): boolean {
  const status = findStatus(company, statusId)
  return status !== null && reenters(status.data)
}

function takeClient(draft: FileDraft, books: z.infer<typeof importedClientSchema>, entryId: string): void {
  const { client, contacts } = draft.file
  const { collectorId, sourceCollector, scenarioId, email, phone, fields, ...card } = books
  const isNewCollector = sourceCollector !== null && sourceCollector !== client.sourceCollector
  const next = {
    ...client,
    ...card,
    fields: withCustomFields(client.fields, fields),
    sourceCollector: sourceCollector ?? client.sourceCollector,
    scenarioId: client.scenarioId ?? scenarioId,
    collectorId: isNewCollector && collectorId ? collectorId : client.collectorId,
  }
  if (client.version === 0 || !isSame(next, client)) draft.put({ table: 'clients', row: next })
  if ((email ?? phone) !== null && contacts.length === 0)
    draft.put({
      table: 'contacts',
      row: {
        id: idFrom(entryId, 'contact'),
        clientId: client.id,
        name: books.name,
        role: null,
        email,
        phone,
        removed: false,
        stamps: {},
        version: 0,
      },
    })
}

function mappedStatus(statusId: string | null, on: string, company: Company): ItemStatus {
  const status = findStatus(company, statusId)
  if (!status) return NO_STATUS
  return {
    statusId: status.id,
    statusOn: on,
    statusBy: ACCOUNTING,
    statusComment: null,
    reasonId: reasonFor(status, null, company),
    disputedMinor: null,
  }
}
