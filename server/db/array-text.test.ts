import { expect, test } from 'vitest'
import { arrayText } from './array-text.ts'

test('what is plain stands as it is, what is not is quoted, and nothing at all is NULL', () => {
  expect(arrayText(['0198-aa', 7, true, null, undefined])).toBe('{0198-aa,7,true,NULL,NULL}')
  expect(arrayText(['', 'two words', 'a,b', '{}', 'null', 'NULL'])).toBe(
    '{"","two words","a,b","{}","null","NULL"}',
  )
  expect(arrayText(['say "hi"', 'back\\slash'])).toBe(String.raw`{"say \"hi\"","back\\slash"}`)
})
