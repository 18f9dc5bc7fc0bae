import { expect, it } from 'vitest'
import { mailLink, telLink } from './contact-links.ts'

it('a number is dialled as it is meant, without spaces, dots and the zero in brackets', () => {
  expect(telLink('+33 (0)1.42 68-53 00')).toBe('tel:+33142685300')
  expect(telLink('01 42 68 53 00')).toBe('tel:0142685300')
})

it('an address keeps its at sign and nothing else that could add to the message', () => {
  expect(mailLink('ana@test.example')).toBe('mailto:ana@test.example')
  expect(mailLink('ana@test.example?bcc=eve@x')).not.toContain('?')
})
