import { describe, expect, test } from 'vitest'
import { mentionTyped, mentionsIn, withMention } from './typed-mentions.ts'

const people = [
  { id: 'ana', name: 'Ana' },
  { id: 'ana-lima', name: 'Ana Lima' },
  { id: 'tom-1', name: 'Tom' },
  { id: 'tom-2', name: 'Tom' },
]
const nobody = new Set<string>()

describe('a mention being typed', () => {
  test('begins with an @ after a space or at the start, and ends with the sentence', () => {
    expect(mentionTyped('@an', 3)).toEqual({ from: 0, query: 'an' })
    expect(mentionTyped('ask @Ana L', 10)).toEqual({ from: 4, query: 'Ana L' })
    expect(mentionTyped('ask @Ana. And', 13)).toBeNull()
  })

  test('is no address of a mail', () => {
    expect(mentionTyped('tom@verdier', 11)).toBeNull()
  })

  test('is replaced by the whole name, and goes on behind it', () => {
    expect(withMention('ask @an please', 7, 'Ana Lima')).toEqual({ text: 'ask @Ana Lima please', caret: 14 })
  })

  test('by the button stands at the caret, with a space before', () => {
    expect(withMention('ask', 3, 'Ana')).toEqual({ text: 'ask @Ana ', caret: 9 })
  })
})

describe('who is mentioned in a text', () => {
  test('is whose whole name stands there, the longer name before the shorter', () => {
    expect(mentionsIn('@Ana Lima knows', people, nobody)).toEqual(['ana-lima'])
    expect(mentionsIn('@Ana Lima and @Ana', people, nobody)).toEqual(['ana', 'ana-lima'])
    expect(mentionsIn('Ana knows', people, nobody)).toEqual([])
  })

  test('is, of two of one name, who was picked', () => {
    expect(mentionsIn('@Tom', people, new Set(['tom-2']))).toEqual(['tom-2'])
    expect(mentionsIn('@Tom', people, nobody)).toEqual(['tom-1', 'tom-2'])
  })
})
