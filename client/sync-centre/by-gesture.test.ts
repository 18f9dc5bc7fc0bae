import { expect, test } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { change, close, comment, open } from '#shared/testing/entries.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { withFollowers } from './by-gesture.ts'

function answered(entry: Entry, outcome: Outcome): OutboxRecord {
  return {
    seq: 1,
    userId: 'ana',
    entry,
    state: 'settled',
    stream: null,
    n: 1,
    outcome,
    version: 1,
    settledAtMs: 0,
    isDismissed: false,
  }
}
const refused: Outcome = { type: 'refused', refusal: { type: 'personUnknown' } }
const followsFrom = ({ id }: Entry): Outcome => ({
  type: 'refused',
  refusal: { type: 'dependsOn', entryId: id },
})
const shape = (records: readonly OutboxRecord[]) =>
  withFollowers(records).map(({ records: own, followers }) => [
    own.map(({ entry }) => entry.kind),
    followers.map(({ entry }) => entry.kind),
  ])

const opening = open('Pallet 8', [])
const rename = change('Pallet 8', { name: 'Pallet 9' })

test('what was done in an action stands under the opening that was refused, in the order of the taps', () => {
  const records = [
    answered(opening, refused),
    answered(comment('Pallet 7', 'they rang'), refused),
    answered(rename, followsFrom(opening)),
    answered(close('Pallet 8'), followsFrom(opening)),
  ]
  expect(shape(records)).toEqual([
    [['action.opened'], ['action.changed', 'action.closed']],
    [['comment.written'], []],
  ])
})

test('what followed stays with the opening that was made anew, and alone when that needs nobody', () => {
  const anew = { ...opening, id: 'anew' }
  expect(shape([answered(rename, followsFrom(opening)), answered(anew, refused)])).toEqual([
    [['action.opened'], ['action.changed']],
  ])
  expect(shape([answered(rename, followsFrom(opening))])).toEqual([[['action.changed'], []]])
})
