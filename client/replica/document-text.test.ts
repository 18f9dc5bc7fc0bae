import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf, textOf } from './document-text.ts'

const value = fc.oneof(fc.jsonValue(), fc.constant(null))
const row = fc.record({
  id: fc.uuid(),
  name: fc.string(),
  amountMinor: fc.integer(),
  closedOn: value,
  stamps: value,
})

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.array(row), fc.array(row), fc.option(row), (id, items, actions, client) => {
      const document = { id, client, items, actions, figures: [{ currency: 'EUR' }, { currency: 'JPY' }] }
      expect(JSON.stringify(documentOf(textOf(document)))).toBe(JSON.stringify(document))
    }),
  )
})

test('given many rows, their fields are named once, and a field that none has costs next to nothing', () => {
  const items = Array.from({ length: 50 }, (_, n) => ({ id: `${n}`, balanceMinor: n, closedOn: null }))
  const text = textOf({ id: 'client:1', items })
  expect(text.split('balanceMinor')).toHaveLength(2)
  expect(text.split('null')).toHaveLength(2)
})

test('given a row of a newer server with a field that others lack, they have it as null', () => {
  const document = { items: [{ id: 'a' }, { id: 'b', colour: 'red' }] }
  expect(documentOf(textOf(document))).toEqual({
    items: [
      { id: 'a', colour: null },
      { id: 'b', colour: 'red' },
    ],
  })
})
