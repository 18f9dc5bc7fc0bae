import { expect, it } from 'vitest'
import { SIGNATURE_BOX, isSignature, signaturePath } from './signature.ts'

const line = (n: number) => Array.from({ length: n }, (_, at) => ({ x: at * 5, y: (at % 7) * 9 }))

it('a stroke becomes one smooth path, a dot is kept, nothing drawn is nothing', () => {
  expect(signaturePath([])).toBe('')
  expect(signaturePath([[{ x: 10, y: 20 }]])).toBe('M10 20L11 20')
  expect(
    signaturePath([
      [
        { x: 0, y: 0 },
        { x: 10, y: 10 },
        { x: 20, y: 0 },
      ],
    ]),
  ).toBe('M0 0Q10 10 15 5L20 0')
})

it('points outside the box are drawn at its edge', () => {
  const path = signaturePath([
    [
      { x: -50, y: -3 },
      { x: 9999, y: 9999 },
    ],
  ])
  expect(path).toBe(`M0 0L${SIGNATURE_BOX.width} ${SIGNATURE_BOX.height}`)
})

it('however much is scribbled, the path fits what a plan keeps and is a signature', () => {
  const path = signaturePath(Array.from({ length: 60 }, () => line(500)))
  expect(path.length).toBeLessThanOrEqual(40_000)
  expect(path.length).toBeGreaterThan(1_000)
  expect(isSignature(path)).toBe(true)
})

it('anything but a path of a pen is no signature', () => {
  expect(isSignature('M0 0L1 1')).toBe(true)
  const none = [
    '',
    '"/><script>',
    'M0 0 url(x)',
    'M',
    'hello',
    'M0 0',
    'M0 0"',
    'L0 0L1 1',
    'M0 0L1',
    'M0 0Q1 1',
  ]
  const outside = ['M-1 0L1 1', 'M0 0L601 1', 'M0 0L1 241', 'M0 0L1e2 1', 'M0.5 0L1 1', 'M0 0L1 1\n']
  const tooLong = `M0 0${'L1 1'.repeat(10_000)}`
  for (const text of [...none, ...outside, tooLong]) expect(isSignature(text)).toBe(false)
})
