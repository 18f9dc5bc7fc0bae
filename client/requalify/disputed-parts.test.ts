import { describe, expect, it } from 'vitest'
import { anItem, id } from '../replica/testing/a-company.ts'
import { disputedParts } from './disputed-parts.ts'

const item = anItem(1, id(9), { balanceMinor: 10_000 })
const read = (text: string) => disputedParts([item], { [item.id]: text }, '.')

describe('the disputed part of an item', () => {
  it('is taken as typed', () => {
    expect(read('31,50').minor).toEqual({ [item.id]: 3150 })
  })
  it('is none when nothing was typed, or all of the balance', () => {
    expect(read('')).toEqual({ minor: {}, problems: {} })
    expect(read('100')).toEqual({ minor: {}, problems: {} })
  })
  it('is never more than the balance, and never nothing', () => {
    expect(read('100.01').problems).toEqual({ [item.id]: 'overBalance' })
    expect(read('0').problems).toEqual({ [item.id]: 'noAmount' })
    expect(read('a third').problems).toEqual({ [item.id]: 'noAmount' })
  })
})
