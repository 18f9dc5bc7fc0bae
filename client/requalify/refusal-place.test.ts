import { describe, expect, it } from 'vitest'
import { placeOf } from './refusal-place.ts'

describe('a refusal is shown at the field that can mend it', () => {
  it('a name that is missing, at the name', () => {
    expect(placeOf({ type: 'invalid', field: 'data.next.opening.name', detail: 'a name is needed' })).toBe(
      'name',
    )
    expect(placeOf({ type: 'invalid', field: 'data.name', detail: 'a name is needed' })).toBe('name')
  })

  it('a disputed amount above the balance, at the amounts, though its path ends in an item', () => {
    const itemId = '00000000-0000-7000-8000-000000000001'
    expect(placeOf({ type: 'invalid', field: `data.disputedMinor.${itemId}`, detail: '' })).toBe('disputed')
    expect(placeOf({ type: 'nothingLeft', items: [{ itemId, because: 'overBalance' }] })).toBe('disputed')
  })

  it('items of another case and a case that is closed, at what comes next', () => {
    expect(placeOf({ type: 'inOtherAction', itemIds: ['i'], actionId: 'a' })).toBe('next')
    expect(placeOf({ type: 'closed', by: null, at: null })).toBe('next')
  })

  it('a reason that is gone, at the reason; a status, at the status', () => {
    expect(placeOf({ type: 'settingUnknown', field: 'reasonId' })).toBe('reason')
    expect(placeOf({ type: 'statusUnknown' })).toBe('status')
  })

  it('anything else, for the whole', () => {
    expect(placeOf({ type: 'notAllowed' })).toBe('whole')
    expect(placeOf({ type: 'invalid', field: 'data.v', detail: '' })).toBe('whole')
  })
})
