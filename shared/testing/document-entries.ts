import fc from 'fast-check'
import type { DataOf } from '../journal/data.ts'
import { type Entry, RULE } from '../journal/entry.ts'
import {
  type Document,
  DOCUMENT_TYPES,
  type Page,
  SETTLED_STATES,
  type Settled,
} from '../documents/document.ts'
import { CLIENT_ID, NOW, idOf } from './a-client-file.ts'
import { anEntry } from './entries.ts'

type More = Partial<Entry>
type Where = { in?: string; of?: string[] }

export const hashOf = (n: number) => n.toString(16).padStart(64, '0')

export function aPage(n: number, fields: Partial<Page> = {}): Page {
  return { hash: hashOf(n), mediaType: 'image/jpeg', bytes: 400_000, width: 2_000, height: 1_500, ...fields }
}

function belongsTo({ in: action, of = [] }: Where) {
  return { actionId: action === undefined ? null : idOf(action), itemIds: of.map(idOf) }
}

/** A document named by a word, in an action or of items by theirs. */
export function aDocument(name: string, where: Where = {}, fields: Partial<Document> = {}): Document {
  return {
    id: idOf(name),
    clientId: CLIENT_ID,
    ...belongsTo(where),
    name,
    type: 'photo',
    remark: null,
    isShownToCustomer: false,
    pages: [aPage(1)],
    settled: [],
    capturedAt: NOW,
    byId: 'collector',
    withdrawn: null,
    removed: false,
    stamps: {},
    version: 1,
    ...fields,
  }
}

export function addDocument(
  name: string,
  where: Where = {},
  fields: Partial<DataOf<'document.added'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'document.added',
    {
      documentId: idOf(name),
      ...belongsTo(where),
      name,
      type: 'photo',
      remark: null,
      isShownToCustomer: false,
      pages: [aPage(1)],
      capturedAt: NOW,
      ...fields,
    },
    more,
  )
}

export function changeDocument(
  name: string,
  fields: DataOf<'document.changed'>['fields'],
  where: Where = {},
  more: More = {},
): Entry {
  return anEntry('document.changed', { documentId: idOf(name), ...belongsTo(where), fields }, more)
}

export function withdrawDocument(name: string, reason: string, where: Where = {}, more: More = {}): Entry {
  return anEntry('document.withdrawn', { documentId: idOf(name), ...belongsTo(where), reason }, more)
}

export function settleDocument(name: string, fields: Partial<Settled> = {}, more: More = {}): Entry {
  const settled: Settled = {
    hash: hashOf(1),
    at: NOW,
    state: 'notScanned',
    reason: null,
    mediaType: 'image/jpeg',
    bytes: 400_000,
    ...fields,
  }
  return anEntry('document.settled', { documentId: idOf(name), ...settled }, { by: RULE, ...more })
}

type Wish = (more: More) => Entry

const aName = fc.constantFrom('delivery note', 'photo of the pallet')
const anItem = fc.constantFrom('F1', 'F3', 'P1')

/** Anything people and the server do with documents, well formed. */
export function anyDocuments(aCase: fc.Arbitrary<string>): fc.Arbitrary<Wish> {
  const where = fc.oneof(
    aCase.map((name): Where => ({ in: name })),
    fc.uniqueArray(anItem, { minLength: 1, maxLength: 2 }).map((of): Where => ({ of })),
    fc.constant<Where>({}),
  )
  return fc.oneof(
    fc.tuple(aName, where, fc.constantFrom(...DOCUMENT_TYPES), fc.boolean()).map(
      ([name, belongs, type, isShownToCustomer]): Wish =>
        (more) =>
          addDocument(name, belongs, { type, isShownToCustomer }, more),
    ),
    fc.tuple(aName, where, fc.constantFrom('Note 1', 'Note 2'), fc.boolean()).map(
      ([name, belongs, word, isShownToCustomer]): Wish =>
        (more) =>
          changeDocument(name, { name: word, remark: word, isShownToCustomer }, belongs, more),
    ),
    fc.tuple(aName, where).map(
      ([name, belongs]): Wish =>
        (more) =>
          withdrawDocument(name, 'blurred', belongs, more),
    ),
    fc.tuple(aName, fc.constantFrom(...SETTLED_STATES)).map(
      ([name, state]): Wish =>
        (more) =>
          settleDocument(name, { state }, { ...more, by: RULE }),
    ),
  )
}
