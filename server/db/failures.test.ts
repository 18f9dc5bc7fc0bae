import { describe, expect, it } from 'vitest'
import { isLasting, isPassing } from './failures.ts'

const coded = (code: string) => Object.assign(new Error('no'), { code })

describe('a failure', () => {
  it.each(['22021', '23505', '42703', '54000', 'P0001', 'XX000'])('%s of the database lasts', (code) => {
    expect(isLasting(coded(code))).toBe(true)
    expect(isLasting(new Error('query failed', { cause: coded(code) }))).toBe(true)
    expect(isPassing(coded(code))).toBe(false)
  })

  it.each(['08006', '40001', '40P01', '53100', '55P03', '57P01', '58030'])('%s passes by itself', (code) => {
    expect(isLasting(coded(code))).toBe(false)
    expect(isPassing(new Error('query failed', { cause: coded(code) }))).toBe(true)
  })

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'CONNECTION_CLOSED'])('%s passes by itself', (code) => {
    expect([isLasting(coded(code)), isPassing(coded(code))]).toEqual([false, true])
  })

  it('of the connection, or one we do not know, passes by itself', () => {
    for (const error of [coded('ECONNRESET'), coded('CONNECTION_CLOSED'), new Error('closed'), 'odd'])
      expect(isLasting(error)).toBe(false)
  })

  it('of our own code lasts', () => {
    expect(isLasting(new TypeError('x is not a function'))).toBe(true)
    expect(isLasting(Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' }))).toBe(false)
  })
})
