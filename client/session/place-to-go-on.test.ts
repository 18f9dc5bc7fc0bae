import { expect, test } from 'vitest'
import { placeToGoOn } from './place-to-go-on.ts'

test('one goes on where one wanted to go', () => {
  expect(placeToGoOn('/cases/7?tab=history')).toBe('/cases/7?tab=history')
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '', null, undefined, ['/a']])(
  'nobody is led to another site by a link: %s',
  (to) => {
    expect(placeToGoOn(to)).toBe('/')
  },
)
