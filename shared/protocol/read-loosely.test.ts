import { expect, it } from 'vitest'
import { settledSchema } from './push.ts'
import { readLoosely } from './read-loosely.ts'

const known = { entryId: 'e', outcome: { type: 'noop', reason: 'alreadySo' }, version: 3 }

it('fields a newer version added are left out, wherever they are', () => {
  const newer = { ...known, mood: 'fine', outcome: { ...known.outcome, why: { deep: [1] } } }
  expect(readLoosely(settledSchema, newer).data).toEqual(known)
  expect(newer.outcome.why).toEqual({ deep: [1] })
})

it('what is wrong or of a kind that is not known stays unreadable', () => {
  expect(readLoosely(settledSchema, { ...known, mood: 'fine', version: 'three' }).success).toBe(false)
  expect(readLoosely(settledSchema, { ...known, outcome: { type: 'postponed' } }).success).toBe(false)
})
