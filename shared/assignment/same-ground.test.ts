import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aClientFile, aCompany, anInvoice } from '../testing/a-client-file.ts'
import { meets } from './conditions.ts'
import type { AskedField, Condition } from './criteria.ts'
import { conditionProblems, tyingPeople } from './criteria-problems.ts'
import { askTheSame, mayHoldTogether } from './same-ground.ts'

const about = (field: AskedField, ...is: string[]): Condition => ({ type: 'field', field, is })
const amount = (fromMinor: number | null, toMinor: number | null): Condition => ({
  type: 'amount',
  fromMinor,
  toMinor,
})
const price = about('reasonId', 'reason.price')
const south = about('client.entity', 'South')

describe('conditions that can never hold together', () => {
  const places = (...conditions: Condition[]) =>
    conditionProblems('conditions', conditions, aCompany(), 'dispute').map(({ field, because }) => [
      field.replace('data.setting.conditions.', ''),
      because,
    ])

  it('are told at the second of them', () => {
    expect(places(price, south, about('reasonId', 'reason.delivery'))).toEqual([['2.is', 'matchesNobody']])
    expect(places(amount(null, 500), amount(501, null))).toEqual([['1', 'matchesNobody']])
    expect(places(about('client.number', '75*'), about('client.number', '69*'))).toEqual([
      ['1.is', 'matchesNobody'],
    ])
  })

  it('are not those of which one is narrower, or that several items may share out', () => {
    expect(places(about('client.number', '75*'), about('client.number', '7501'), south)).toEqual([])
    expect(places(about('item.number', 'F1'), about('item.number', 'F2'))).toEqual([])
    expect(places(amount(0, 500), amount(500, null))).toEqual([])
  })

  it('hold of nothing whatever', () => {
    const text = fc.constantFrom('a', 'ab', 'b', 'a*', 'ab*', 'B*', '*')
    const condition = fc.oneof(
      fc
        .tuple(fc.constantFrom<AskedField>('client.entity', 'reasonId', 'item.number'), text)
        .map(([f, is]) => about(f, is)),
      fc.tuple(fc.nat(3), fc.nat(3)).map(([from, to]) => amount(from, to)),
    )
    const value = fc.constantFrom('a', 'ab', 'b', 'abc')
    fc.assert(
      fc.property(
        fc.array(condition),
        fc.array(condition),
        value,
        value,
        fc.array(value),
        fc.nat(3),
        (...drawn) => {
          const [some, others, entity, reasonId, numbers, amountMinor] = drawn
          const client = { ...aClientFile().client, entity }
          const items = numbers.map((number) => anInvoice(number))
          const dispute = { client, items, reasonId, amountMinor }
          if (meets(some, dispute) && meets(others, dispute)) expect(mayHoldTogether(some, others)).toBe(true)
        },
      ),
    )
  })
})

describe('two criteria that tie', () => {
  const company = aCompany({
    people: [
      { id: 'bo', role: 'resolver', criteria: [{ key: 'a', conditions: [price] }] },
      { id: 'cy', role: 'resolver', criteria: [{ key: 'a', conditions: [south, price] }] },
      { id: 'gone', role: 'resolver', active: false, criteria: [{ key: 'a', conditions: [price] }] },
    ],
  })
  const tying = (...conditions: Condition[]) =>
    tyingPeople({ conditions }, 'ada', company).map(({ id }) => id)

  it('ask as much and may both fit; who has left ties with nobody', () => {
    expect(tying(price)).toEqual(['bo'])
    expect(tying(about('client.entity', 'North'))).toEqual(['bo'])
    expect(tying(price, about('client.entity', 'so*'))).toEqual(['cy'])
    expect(tying(price, about('client.entity', 'North'))).toEqual([])
    expect(tying(about('reasonId', 'reason.delivery'))).toEqual([])
    expect(tying()).toEqual([])
  })

  it('ask the same in any order and capitals', () => {
    expect(askTheSame([price, south], [about('client.entity', ' SOUTH'), price])).toBe(true)
    expect(askTheSame([price], [price, south])).toBe(false)
  })
})
