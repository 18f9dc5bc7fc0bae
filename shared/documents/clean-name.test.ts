import { expect, it } from 'vitest'
import { cleanName } from './clean-name.ts'

it.each([
  ['Bon de livraison 12.pdf', 'Bon de livraison 12.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\photo.jpg', 'photo.jpg'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['line\nbreak\u0000.jpg', 'line break .jpg'],
  ['  .hidden. ', 'hidden'],
  ['a<b>:c"?.png', 'a_b__c__.png'],
  ['e\u0301te\u0301.jpg', 'été.jpg'],
  ['\u202e\u200b', ''],
  ['...', ''],
])('%j is kept as %j', (typed, kept) => {
  expect(cleanName(typed)).toBe(kept)
})

it('shortens a long name and keeps its ending readable', () => {
  const name = cleanName(`${'palette '.repeat(60)}.jpeg`)
  expect([...name]).toHaveLength(200)
  expect(name.endsWith('….jpeg')).toBe(true)
  expect(cleanName(name)).toBe(name)
})
