import { expect, test } from 'vitest'
import { clientAddress, itemAddress } from './addresses.ts'

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
