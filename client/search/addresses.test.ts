import { expect, test } from 'vitest'
import { clientAddress, documentAddress, itemAddress } from './addresses.ts'

test('a client whose file is held has a page; of another one only the case can be opened', () => {
  expect(clientAddress({ fileId: 'client:c1', clientId: 'c1' })).toBe('/clients/c1')
  expect(clientAddress({ fileId: 'case:a1', clientId: 'c1' })).toBe('/cases/a1')
})

test('an item is pointed at on its client’s page', () => {
  expect(itemAddress({ fileId: 'client:c1', clientId: 'c1', itemId: 'i1' })).toEqual({
    path: '/clients/c1',
    query: { item: 'i1' },
  })
})

test('a document is pointed at among those of its case, or of its client', () => {
  const query = { document: 'd1' }
  const document = { fileId: 'client:c1', clientId: 'c1', id: 'd1' } as const
  expect(documentAddress({ ...document, actionId: 'a1' })).toEqual({ path: '/cases/a1/documents', query })
  expect(documentAddress({ ...document, actionId: null })).toEqual({ path: '/clients/c1/documents', query })
  const ofItem = { ...document, fileId: 'case:a2', actionId: null } as const
  expect(documentAddress(ofItem)).toEqual({ path: '/cases/a2/documents', query })
})
