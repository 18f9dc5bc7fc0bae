import { expect, it } from 'vitest'
import { createCompany } from '#shared/company/company.ts'
import { NOW } from '#shared/testing/a-client-file.ts'
import { aDocument } from '#shared/testing/document-entries.ts'
import { cardOf } from './client-card.ts'
import { fileIdOf } from './file-id.ts'
import { createSearch } from './search.ts'
import { SETTINGS, aClientFile } from './testing/a-company.ts'

const company = createCompany(SETTINGS, [])
const documents = [
  aDocument('Bon de livraison été.jpg', {}, { type: 'deliveryNote' }),
  aDocument('Palette.jpg', { of: ['F1'] }),
  aDocument('Palette floue.jpg', {}, { withdrawn: { at: NOW, byId: 'ana', reason: 'blurred' } }),
  aDocument('Palette ratée.jpg', {}, { removed: true }),
]
const file = { ...aClientFile(1, 1), documents }
const cards = (['client', 'case'] as const).map((kind) => {
  const card = cardOf(file, kind, fileIdOf(kind, file.client.id), null, company, '2026-11-22')
  return [card.fileId, { ...card, isProvisional: false }] as const
})
const find = createSearch({ agenda: new Map(), cards: new Map(cards) })

it('documents are found by name or client, once, and not those that were withdrawn or taken back', () => {
  const names = (text: string) => find(text, 10).documents.map(({ name }) => name)
  expect(names('livraison ETE')).toEqual(['Bon de livraison été.jpg'])
  expect(names('palette')).toEqual(['Palette.jpg'])
  expect(names(`${file.client.name} jpg`)).toHaveLength(2)
  expect(names('nothing of the kind')).toEqual([])
  expect(find('palette', 10).documents[0]?.fileId).toBe(fileIdOf('client', file.client.id))
})
