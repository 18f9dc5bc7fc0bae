import { describe, expect, test } from 'vitest'
import css from '../styles.css?raw'

const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }],
  ),
)

const GROUNDS = ['ground', 'sunken', 'raised', 'pressed', 'selected']
const TEXTS = ['ink', 'soft', 'faint', 'accent', 'late', 'needs-you', 'good']
const KINDS = [...tokens.keys()].filter((name) => name.startsWith('kind-'))
const FILLED = [
  ['on-fill', 'accent-fill'],
  ['on-fill', 'accent-pressed'],
  ['on-fill', 'danger-fill'],
  ['on-fill', 'danger-pressed'],
  ['on-inverse', 'inverse'],
  ['accent-on-inverse', 'inverse'],
  ['needs-you-on-inverse', 'inverse'],
]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colour = (name: string) => {
    const token = tokens.get(name)
    if (!token) throw new Error(`no colour named ${name}`)
    return token[theme]
  }
  const pairs = [...TEXTS, ...KINDS].flatMap((text) => GROUNDS.map((ground) => [text, ground])).concat(FILLED)

  test.each(pairs)('%s on %s is at least 4.5 : 1', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['ground', 'sunken', 'raised'])('the edge of a control on %s is at least 3 : 1', (ground) => {
    expect(contrast(colour('edge'), colour(ground))).toBeGreaterThanOrEqual(3)
  })
})

test('there is a colour for each of the nine kinds', () => {
  expect(KINDS).toHaveLength(9)
})

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
