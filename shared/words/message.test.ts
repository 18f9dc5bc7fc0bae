import { describe, expect, it } from 'vitest'
import { filled, messageAt, pluralForm } from './message.ts'

describe('the form that fits a number', () => {
  it('follows the categories of the language', () => {
    expect([1, 2, 5].map((n) => pluralForm('pl', n, 3))).toEqual([0, 1, 2])
    expect([1, 2].map((n) => pluralForm('ja', n, 1))).toEqual([0, 0])
  })

  it('is chosen by n, and French counts zero as one', () => {
    const days = '{n} jour | {n} jours'
    expect([0, 1, 2].map((n) => filled(days, { n }, 'fr'))).toEqual(['0 jour', '1 jour', '2 jours'])
    expect(filled('{n} day | {n} days', { n: 0 }, 'en')).toBe('0 days')
  })
})

it('values are put in as they are, and a hole nobody fills stays to be seen', () => {
  expect(filled('{who}: “{text}” at {time}', { who: 'Ana', text: 'a | b {who} $1' }, 'en')).toBe(
    'Ana: “a | b {who} $1” at {time}',
  )
})

it('a message is found by its path', () => {
  const words = { ui: { undo: 'Undo', day: { late: 'late' } } }
  expect(messageAt(words, 'ui.day.late')).toBe('late')
  expect(['ui', 'ui.undo.more', 'nothing'].map((path) => messageAt(words, path))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
